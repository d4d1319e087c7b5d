"""Licences are known by their text: whole, changed, under a wrong name, and with what they forbid."""

import textwrap

import pytest

from agora.release.licences import by_name, openness, recognise, reference
from agora.release.restrictions import restrictions
from agora.release.verdict import Verdict

OPEN_FOR_CODE = [
    "AGPL-3.0-only",
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "EPL-2.0",
    "EUPL-1.2",
    "GPL-2.0-only",
    "GPL-3.0-only",
    "ISC",
    "LGPL-2.1-only",
    "LGPL-3.0-only",
    "MIT",
    "MPL-2.0",
    "Unlicense",
]
OPEN_FOR_CONTENT = [
    "CC-BY-4.0",
    "CC-BY-SA-4.0",
    "CC0-1.0",
    "CDLA-Permissive-2.0",
    "ODC-By-1.0",
    "ODbL-1.0",
    "OpenMDW-1.0",
]


@pytest.mark.parametrize("spdx", OPEN_FOR_CODE)
def test_an_approved_licence_passes_by_its_text(spdx: str) -> None:
    found = recognise(reference(spdx))
    assert found.ids
    assert not found.changes
    assert openness(found, "code")[0] is Verdict.PASS


@pytest.mark.parametrize("spdx", OPEN_FOR_CONTENT)
def test_an_open_licence_for_content_passes_for_data_and_leaves_code_open(spdx: str) -> None:
    found = recognise(reference(spdx))
    assert openness(found, "data")[0] is Verdict.PASS
    assert openness(found, "code")[0] is Verdict.UNKNOWN


def test_names_of_holders_wrapping_and_case_change_nothing() -> None:
    text = reference("MIT").replace("<year>", "2026").replace("<copyright holders>", "Ärzte & Söhne GmbH")
    assert recognise(text).ids == ("MIT",)
    assert recognise(text.upper()).ids == ("MIT",)
    assert recognise(text.replace("\n", "\r\n")).ids == ("MIT",)
    assert recognise(" ".join(text.split())).ids == ("MIT",)


def test_a_restriction_slipped_into_apache_is_found_and_quoted_with_its_line() -> None:
    words = "You may not use the Work for military purposes."
    text = reference("Apache-2.0").replace(
        "2. Grant of Copyright License.", f"{words}\n\n2. Grant of Copyright License.", 1
    )
    line = next(number for number, each in enumerate(text.splitlines(), 1) if words in each)
    found = recognise(text)
    assert found.resembles == "Apache-2.0"
    assert [(each.kind, each.words, each.line) for each in found.restrictions] == [
        ("field of use", words, line)
    ]
    assert openness(found, "code")[0] is Verdict.FAIL


@pytest.mark.parametrize(
    ("spdx", "old", "new"),
    [
        ("MIT", "without restriction", "for non-commercial purposes only"),
        (
            "MIT",
            "FITNESS FOR A PARTICULAR PURPOSE",
            "FITNESS. You may not use the Software for military purposes.",
        ),
        (
            "BSD-3-Clause",
            "2. Redistributions",
            "The software may not be used for commercial purposes.\n2. Redistributions",
        ),
        ("GPL-3.0-only", "irrevocable provided", "granted for research purposes only provided"),
        ("CC-BY-4.0", "royalty-free,", "royalty-free, for educational use only,"),
    ],
)
def test_restrictions_in_known_texts_fail(spdx: str, old: str, new: str) -> None:
    text = reference(spdx)
    assert old in text
    found = recognise(text.replace(old, new, 1))
    assert found.resembles == spdx
    assert openness(found, "data")[0] is Verdict.FAIL, found


def test_a_changed_word_is_nobodys_approved_licence() -> None:
    found = recognise(reference("Apache-2.0").replace("perpetual", "revocable", 1))
    assert found.resembles == "Apache-2.0"
    assert [each.words for each in found.changes] == ["revocable"]
    assert openness(found, "code")[0] is Verdict.UNKNOWN


def test_a_condition_behind_the_text_is_a_change() -> None:
    text = reference("MIT") + "\nThe Software is used with a product that has a licence of Example Ltd.\n"
    found = recognise(text)
    assert not found.ids
    assert openness(found, "code")[0] is Verdict.UNKNOWN


def test_a_restriction_before_or_behind_is_found_though_the_text_itself_is_whole() -> None:
    added = "The Model shall not be used by services with more than 1 million users."
    for text in (added + "\n\n" + reference("MIT"), reference("MIT") + "\n\n" + added):
        found = recognise(text)
        assert [each.kind for each in found.restrictions] == ["user counts"]
        assert openness(found, "data")[0] is Verdict.FAIL


@pytest.mark.parametrize("spdx", ["MIT", "BSD-2-Clause", "BSD-3-Clause", "ISC"])
def test_nothing_hides_beside_the_holders_name(spdx: str) -> None:
    first, _, rest = reference(spdx).partition("\n\n")
    named = f"{first}\n\nCopyright (c) 2026 Example Ltd, Somewhere\n\n{rest}"
    assert openness(recognise(named), "code")[0] is Verdict.PASS
    for words, verdict in (
        ("You may not use it for military purposes.", Verdict.FAIL),
        ("This permission ends on the first of January of the year 2027.", Verdict.UNKNOWN),
    ):
        assert openness(recognise(f"{first}\n\n{words}\n\n{rest}"), "code")[0] is verdict


@pytest.mark.parametrize(
    ("notice", "verdict"),
    [
        ("Copyright (c) 2019-2026 The Long Example Foundation of Somewhere and its Contributors", "pass"),
        ("Copyright (c) 2026 A. Person <a@example.org>, B. Person <b@example.org>", "pass"),
        ("© 2026 阿里巴巴集团", "pass"),
        ("Copyright (c) 2026 Example Ltd. You may not use it for military purposes.", "fail"),
        ("Copyright 2026 Example, for research use only", "fail"),
        ("Copyright (c) 2026 Example Ltd, whose consent is required before any sale", "unknown"),
        ("COPYRIGHT (C) 2026 EXAMPLE LTD (USE IN WEAPONS IS FORBIDDEN)", "unknown"),
        ("Copyright (c) 2026 Example <no sale to anybody in any country>", "unknown"),
        ("Copyright (c) 2026 Beispiel GmbH, nur für Forschung erlaubt", "unknown"),
        ("© 2026 阿里巴巴集团仅供研究使用禁止军事用途", "unknown"),
    ],
)  # fmt: skip
def test_a_notice_names_a_holder_and_hides_no_condition(notice: str, verdict: str) -> None:
    first, _, rest = reference("MIT").partition("\n\n")
    text = f"{first}\n\n{notice}\n\n{rest.split(chr(10) * 2, 1)[1]}"
    assert openness(recognise(text), "code")[0] == verdict


def test_wrapping_makes_no_notice_of_a_sentence() -> None:
    for spdx in ("Apache-2.0", "MIT", "BSD-3-Clause"):
        for width in (50, 70, 76, 99):
            lines = [
                part for line in reference(spdx).splitlines() for part in textwrap.wrap(line, width) or [""]
            ]
            assert recognise("\n".join(f"   {line}" for line in lines)).ids == (spdx,), (spdx, width)


def test_several_licences_in_one_file_are_all_named() -> None:
    both = recognise(reference("MIT") + "\n\n" + reference("BSD-3-Clause"))
    assert set(both.ids) == {"MIT", "BSD-3-Clause"}
    mixed = recognise(reference("MIT") + "\n\n" + reference("CC-BY-NC-4.0"))
    assert openness(mixed, "code")[0] is not Verdict.PASS


# Clauses as the licences of well-known models word them.
LLAMA = """META LLAMA 3 COMMUNITY LICENSE AGREEMENT

1. License Rights and Redistribution.
a. Grant of Rights. You are granted a non-exclusive, worldwide and royalty-free limited license.
iv. Your use of the Llama Materials must adhere to the Acceptable Use Policy for the Llama Materials.
v. You will not use the Llama Materials or any output or results of the Llama Materials to improve any
other large language model.

2. Additional Commercial Terms. If the monthly active users of the products is greater than 700 million
monthly active users in the preceding calendar month, you must request a license from Meta.
"""
GEMMA = """Gemma Terms of Use

3.2 Use Restrictions
You must not use any of the Gemma Services:
for the restricted uses set forth in the Gemma Prohibited Use Policy.
"""
RAIL = """BigScience Open RAIL-M License

5. Use-based restrictions. Therefore You cannot use the Model for the specified restricted uses.

You agree not to use the Model or Derivatives of the Model:
- For military use in any way;
"""


@pytest.mark.parametrize(
    ("text", "title", "kinds"),
    [
        (LLAMA, "Llama community licence", {"acceptable use", "other models", "user counts"}),
        (GEMMA, "Gemma terms of use", {"use restriction"}),
        (RAIL, "Responsible AI licence", {"use restriction", "field of use"}),
    ],
)
def test_licences_of_models_are_named_and_their_restrictions_quoted(
    text: str, title: str, kinds: set[str]
) -> None:
    found = recognise(text)
    assert found.title == title
    assert {each.kind for each in found.restrictions} == kinds
    lines = text.splitlines()
    for each in found.restrictions:
        assert each.words.split()[0] in lines[each.line - 1]


def test_a_look_alike_is_not_the_licence_that_it_calls_itself() -> None:
    text = "Apache License\nVersion 2.0, January 2004\n\n" + LLAMA.split("\n\n", 1)[1]
    found = recognise(text)
    assert "Apache-2.0" not in found.ids
    assert openness(found, "data")[0] is Verdict.FAIL
    assert recognise("MIT License\n\nAll rights reserved. Ask us.").ids == ()


@pytest.mark.parametrize(
    "notice",
    [
        "Licensed under the Apache License, Version 2.0 (the “License”).",
        "You may obtain a copy at http://www.apache.org/licenses/LICENSE-2.0",
        "This program is free software: you can redistribute it and/or modify it under the terms of the GNU "
        "General Public License as published by the Free Software Foundation, either version 3 of the "
        "License, or (at your option) any later version.",
    ],
)
def test_a_notice_names_a_licence_and_is_not_its_text(notice: str) -> None:
    assert openness(recognise(notice), "code")[0] is Verdict.UNKNOWN


@pytest.mark.parametrize(
    "harmless",
    [
        "you may not use this file except in compliance with the License.",
        "Neither the name of the holder nor those of contributors may be used to endorse products.",
        "The Work may be used for commercial and non-commercial purposes.",
        "“Prohibited Use Policy” means the document of that name.",
        "You must not misrepresent the origin of the software.",
        "The licence does not grant permission to use trade names.",
    ],
)
def test_what_free_licences_say_is_no_restriction(harmless: str) -> None:
    assert restrictions(harmless) == ()


def test_a_name_alone_neither_passes_nor_hides_a_restriction() -> None:
    assert openness(by_name("apache-2.0"), "data")[0] is Verdict.UNKNOWN
    assert openness(by_name("other"), "data")[0] is Verdict.UNKNOWN
    for name in ("llama3.1", "gemma", "cc-by-nc-4.0", "bigcode-openrail-m"):
        assert openness(by_name(name), "data")[0] is Verdict.FAIL


def test_hostile_texts_end_and_are_no_licence() -> None:
    for text in (
        "",
        "\x00" * 5000,
        "a " * 40_000,
        "not " * 5_000 + "use",
        "\n" * 20_000,
        "“" * 10_000 + " means",
    ):
        assert recognise(text).ids == ()
