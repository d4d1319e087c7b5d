"""mem0 as `locomo.py --mem0 PYTHON` runs it, in its own environment: raw adding, a local encoder, no model.

Reads a JSON object from standard input (`encoder`: a folder; `turns`: pairs of id and text; `queries`; `k`),
and prints one: for each query the ids that it found, and the seconds that took.
"""

import json
import os
import sys
import tempfile
import time

os.environ |= {
    "MEM0_TELEMETRY": "False",
    "OPENAI_API_KEY": "none",
    "HF_HUB_OFFLINE": "1",
    "ANONYMIZED_TELEMETRY": "False",
}


def main() -> None:
    given = json.load(sys.stdin)
    with tempfile.TemporaryDirectory() as folder:
        os.environ["MEM0_DIR"] = folder
        from mem0 import Memory

        memory = Memory.from_config(
            {
                "history_db_path": f"{folder}/history.db",
                "embedder": {
                    "provider": "huggingface",
                    "config": {"model": given["encoder"], "embedding_dims": 384},
                },
                "vector_store": {
                    "provider": "qdrant",
                    "config": {"path": f"{folder}/qdrant", "embedding_model_dims": 384},
                },
            }
        )
        for name, text in given["turns"]:
            memory.add(
                [{"role": "user", "content": text}], user_id="all", metadata={"turn": name}, infer=False
            )
        found, seconds = [], []
        for query in given["queries"]:
            began = time.perf_counter()
            told = memory.search(query, filters={"user_id": "all"}, top_k=given["k"], threshold=0.0)
            seconds.append(time.perf_counter() - began)
            found.append([each["metadata"]["turn"] for each in told["results"]])
    json.dump({"found": found, "seconds": seconds}, sys.stdout)


if __name__ == "__main__":
    main()
