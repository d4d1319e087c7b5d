"""The recipe of the first adapter: verified tasks, a short training on a laptop, a GGUF file.

    python -m recipes.first_adapter.data  runs/first_adapter     # tasks, each thought really run and checked
    python -m recipes.first_adapter.train runs/first_adapter     # LoRA on the dequantised embedded model
    python -m recipes.first_adapter.export runs/first_adapter    # the adapter as the engine reads it

It does not teach knowledge: what the model learns is to hand the work to Python and to Agora's tools.
"""
