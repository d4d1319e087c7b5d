"""Parts of paths and links."""

from agora.evals.task import Dice, Task, family, task


def _path(r: Dice) -> tuple[str, str, str]:
    stem, ext = (
        r.choice(["report", "photo_12", "main", "notes.old", "budget-2026"]),
        r.choice(["pdf", "txt", "py", "tar", "jpg"]),
    )
    folder = r.choice(["/home/lena/docs", "src/app", "C:/Users/Ben", "/var/log", "data/2026/may"])
    return folder, stem, ext


@family("text")
def file_extension(r: Dice) -> Task:
    folder, stem, ext = _path(r)
    wordings = [
        "What is the file extension of <p>?",
        "<p>: which extension, without the dot?",
        "What type of file is <p>, going by its ending?",
        "I want everything after the last dot of <p>.",
        "Extension of <p!>?",
        "Which ending has the file <p>?",
        "fr: Quelle est l'extension du fichier <p> (sans le point) ?",
        "es: ¿Qué extensión tiene <p>?",
    ]
    return task(r, wordings, 'answer(<p!>.rsplit(".", 1)[1])', ext, p=f"{folder}/{stem}.{ext}")


@family("text")
def file_name(r: Dice) -> Task:
    folder, stem, ext = _path(r)
    wordings = [
        "What is the file name in the path <p>?",
        "<p> - only the last part, please",
        "Strip the folders from <p>.",
        "The log shows <p>. What's the name of the file itself?",
        "basename of <p!>",
        "Without directories, <p> is called what?",
        "de: Wie heißt die Datei im Pfad <p>?",
        "fr: Quel est le nom du fichier dans <p> ?",
    ]
    return task(r, wordings, 'answer(<p!>.rsplit("/", 1)[1])', f"{stem}.{ext}", p=f"{folder}/{stem}.{ext}")


@family("text")
def folder_of(r: Dice) -> Task:
    folder, stem, ext = _path(r)
    wordings = [
        "In which folder is <p>?",
        "<p> - the directory part?",
        "dirname of <p!>",
        "I have the path <p> and need only the folder, without the file.",
        "Cut the file name off <p>, and the last slash too.",
        "Where does <p> lie, as a directory path?",
        "es: ¿En qué carpeta está <p>?",
        "de: In welchem Ordner liegt <p>?",
    ]
    return task(r, wordings, 'answer(<p!>.rsplit("/", 1)[0])', folder, p=f"{folder}/{stem}.{ext}")


@family("text")
def url_parameter(r: Dice) -> Task:
    values = {
        "id": str(r.randint(10, 999)),
        "lang": r.choice(["en", "fr", "de"]),
        "page": str(r.randint(1, 40)),
    }
    k = r.choice(list(values))
    url = (
        f"https://{r.choice(['example.com', 'shop.net'])}/{r.choice(['list', 'view', 'search'])}?"
        + "&".join(f"{a}={b}" for a, b in values.items())
    )
    wordings = [
        "What value has the parameter <k> in <u>?",
        "<u> - what's <k>?",
        "Read <k!> from the query string of <u>.",
        "The browser shows <u>. Which <k> was asked for?",
        "Parse the URL <u> and give me <k>.",
        "In the link <u>, which value is passed as <k>?",
        "fr: Quelle est la valeur du paramètre <k> dans <u> ?",
        "de: Welchen Wert hat <k> in <u>?",
    ]
    code = 'query = <u!>.split("?")[1]\nvalues = dict(pair.split("=") for pair in query.split("&"))\nanswer(values[<k!>])'
    return task(r, wordings, code, values[k], u=url, k=k)


@family("text")
def url_host(r: Dice) -> Task:
    host = r.choice(["example.com", "shop.net", "docs.python.org", "www.city.gov", "api.weather.io"])
    url = f"{r.choice(['https', 'http'])}://{host}/{r.choice(['', 'a/b', 'news/2026', 'q?x=1'])}"
    wordings = [
        "What is the host of <u> in short?",
        "Which domain does <u> belong to?",
        "<u> -> host name",
        "Someone sent me the link <u> and I wonder whose server that is. Just the host, please.",
        "Take only the host out of the URL <u> for me.",
        "Without protocol and path, what remains of <u> as the server name?",
        "es: ¿Cuál es el dominio de <u> ?",
        "fr: Quel est l'hôte de l'adresse <u> ?",
    ]
    return task(r, wordings, 'answer(<u!>.split("/")[2])', host, u=url)
