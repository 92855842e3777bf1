"""The window itself, before anybody asked anything, in one language. Pure."""

from __future__ import annotations

import json
from html import escape

from assistant.ui.icons import icon
from assistant.ui.texts import HOME_LANGUAGE, LANGUAGES, Texts, load_texts

SECTORS = ("po", "vo", "so", "vso", "mbo")
REASONS = ("not_my_question", "too_hard", "not_right", "missing")


def top_html(texts: Texts) -> str:
    """Return what stands above: the way to the field, the name and the settings."""
    return (
        f'<a class="skip" href="#question" data-t="skip">{texts["skip"]}</a>'
        f'<header class="top"><h1 class="brand">{icon("sign")}'
        f"<span>{texts['name']}</span></h1>{_tools(texts)}</header>"
    )


def window_html(texts: Texts, longest: int) -> str:
    """Return the window itself; `longest` is the most characters of a question."""
    return (
        f'<div id="main" dir="{texts["direction"]}">{_welcome(texts)}{_conversation(texts)}'
        f"{_composer(texts, longest)}{_starters(texts)}"
        '<div id="explanation" role="tooltip" lang="nl" dir="ltr" hidden></div></div>'
    )


def bottom_html(texts: Texts) -> str:
    """Return what stands below, and what opens over the window."""
    return f"{_footer(texts)}{_panel(texts)}{_mail_dialog(texts)}{_turn_template(texts)}"


def spoken_texts(language: str) -> str:
    """Return the sentences of a language as JSON, to translate the window in place."""
    texts = load_texts(language)
    starters = [one.question for one in texts.starters]
    topics = [one.topic for one in texts.starters]
    data = {"language": texts.language, **texts.sentences, "starters": starters, "topics": topics}
    return json.dumps(data, ensure_ascii=False)


def _tools(texts: Texts) -> str:
    return (
        f'<div class="tools" role="group" data-t-label="tools" aria-label="{texts["tools"]}">'
        f"{_switch('simple', texts)}"
        f'<button type="button" class="tool" id="larger" aria-pressed="false" '
        f'data-t-label="larger" aria-label="{texts["larger"]}" title="{texts["larger"]}">'
        f'<span aria-hidden="true" class="letters">A<b>A</b></span></button>'
        f"{_languages(texts)}"
        f'<button type="button" class="tool" id="restart" hidden>{icon("restart")}'
        f"{texts.label('restart')}</button></div>"
    )


def _switch(name: str, texts: Texts) -> str:
    return (
        f'<button type="button" class="tool switch" id="{name}" role="switch" '
        f'aria-checked="false"><span class="track" aria-hidden="true"></span>'
        f"{texts.label(name)}</button>"
    )


def _languages(texts: Texts) -> str:
    options = "".join(
        f'<option value="{code}" lang="{code}"{" selected" if code == texts.language else ""}>'
        f"{load_texts(code)['language_name']}</option>"
        for code in LANGUAGES
    )
    return (
        f'<label class="unseen" for="language" data-t="language">{texts["language"]}</label>'
        f'<select id="language" class="tool" autocomplete="off">{options}</select>'
    )


def _welcome(texts: Texts) -> str:
    points = "".join(
        f"<li>{texts.label(f'notice_{name}')}</li>"
        for name in ("machine", "sources", "advice", "kept")
    )
    return (
        f'<section id="welcome" aria-labelledby="heading">'
        f'<h2 id="heading" data-t="heading">{texts["heading"]}</h2>'
        f"{texts.label('promise', 'p').replace('<p', '<p class=promise', 1)}"
        f'<h3 class="unseen" data-t="notice_heading">{texts["notice_heading"]}</h3>'
        f'<ul class="notice">{points}</ul></section>'
    )


def _conversation(texts: Texts) -> str:
    return (
        f'<p id="dutch-note" data-t="answers_in_dutch">{texts["answers_in_dutch"]}</p>'
        f'<div id="log" role="log" data-t-label="conversation" '
        f'aria-label="{texts["conversation"]}"></div>'
        '<p id="status" role="status"></p><div id="alarm" role="alert"></div>'
    )


def _composer(texts: Texts, longest: int) -> str:
    return (
        '<form id="composer" action="/eenvoudig" method="post" autocomplete="off">'
        f'<label for="question" data-t="question_label">{texts["question_label"]}</label>'
        f'<div class="box"><textarea id="question" name="question" rows="3" dir="auto" required '
        f'maxlength="{longest}" aria-describedby="hint" data-t-placeholder="question_placeholder" '
        f'placeholder="{texts["question_placeholder"]}"></textarea>'
        f'<div class="row"><div class="extras"><label for="sector" data-t="sector_label">'
        f"{texts['sector_label']}</label>{_sectors(texts)}</div>"
        f'<button type="submit" class="ask">{texts.label("ask")}{icon("send")}</button></div></div>'
        f'<p id="hint" class="hint"><span data-t="question_hint">{texts["question_hint"]}</span> '
        f'<span class="reminder" data-t="reminder">{texts["reminder"]}</span></p>'
        f'<noscript><p class="without-script">{texts["without_script"]} '
        f'<a href="/eenvoudig">{texts["footer_plain"]}</a></p></noscript></form>'
    )


def _sectors(texts: Texts) -> str:
    options = "".join(
        f'<option value="{code}" data-t="sector_{code}">{texts[f"sector_{code}"]}</option>'
        for code in SECTORS
    )
    return (
        '<select id="sector" name="sector" autocomplete="off">'
        f'<option value="" data-t="sector_any">{texts["sector_any"]}</option>{options}</select>'
    )


def _starters(texts: Texts) -> str:
    """Return the questions to begin with. What is asked is the Dutch one: the sources are."""
    dutch = load_texts(HOME_LANGUAGE).starters
    items = "".join(
        f'<li><button type="button" class="starter" data-question="{escape(asked.question)}">'
        f'<span class="topic">{escape(shown.topic)}</span>'
        f'<span class="words">{escape(shown.question)}</span></button></li>'
        for shown, asked in zip(texts.starters, dutch, strict=True)
    )
    return (
        f'<section id="starters" aria-labelledby="starters-heading">'
        f'<h2 id="starters-heading" data-t="starters_heading">{texts["starters_heading"]}</h2>'
        f"<ul>{items}</ul></section>"
    )


def _footer(texts: Texts) -> str:
    links = "".join(
        f'<li><a href="/{path}" data-t="footer_{name}">{texts[f"footer_{name}"]}</a></li>'
        for path, name in (("over", "about"), ("gesprekskaart", "card"), ("eenvoudig", "plain"))
    )
    return f'<footer class="bottom"><ul>{links}</ul></footer>'


def _close(texts: Texts) -> str:
    return (
        f'<button type="button" class="close" data-act="close" data-t-label="close" '
        f'aria-label="{texts["close"]}">{icon("close")}</button>'
    )


def _panel(texts: Texts) -> str:
    return (
        f'<dialog id="panel" aria-labelledby="panel-title">{_close(texts)}'
        '<div id="panel-inside"></div></dialog>'
    )


def _mail_dialog(texts: Texts) -> str:
    return (
        f'<dialog id="mail" aria-labelledby="mail-heading">{_close(texts)}'
        f'<h2 id="mail-heading" tabindex="-1" data-t="mail_heading">{texts["mail_heading"]}</h2>'
        f'<label for="mail-text" data-t="mail_intro">{texts["mail_intro"]}</label>'
        '<textarea id="mail-text" rows="14" lang="nl" dir="ltr"></textarea>'
        f'<p class="buttons"><button type="button" class="solid" data-act="copy-mail">'
        f"{icon('copy')}{texts.label('mail_copy')}</button>"
        f'<a id="mail-open" class="quiet" href="mailto:">{icon("mail")}'
        f"{texts.label('mail_open')}</a></p></dialog>"
    )


def _turn_template(texts: Texts) -> str:
    return (
        '<template id="turn"><article class="turn"><div class="asked">'
        f'<p class="eyebrow" data-t="your_question">{texts["your_question"]}</p>'
        '<h2 class="asked-words" dir="auto"></h2></div><div class="answer"></div>'
        f'<p class="thinking" aria-hidden="true"><i></i><i></i><i></i><span></span></p>'
        f'<div class="failed" hidden><p></p><button type="button" class="solid" data-act="retry">'
        f"{icon('restart')}{texts.label('retry')}</button></div>"
        f"{_after(texts)}</article></template>"
    )


def _after(texts: Texts) -> str:
    """Return what a reader can do with an answer; shown when it is whole."""
    acts = "".join(
        f'<button type="button" class="quiet" data-act="{act}">{icon(act)}{texts.label(name)}'
        "</button>"
        for act, name in (("copy", "copy"), ("print", "print"), ("share", "share"))
    )
    return (
        f'<div class="after" hidden aria-live="off"><p class="buttons">{acts}'
        f'<button type="button" class="quiet" data-act="mail">{icon("mail")}'
        f"{texts.label('ask_steunpunt')}</button>"
        f'<a class="quiet make-card" href="/gesprekskaart">{icon("card")}'
        f"{texts.label('conversation_card')}</a></p>{_feedback(texts)}</div>"
    )


def _feedback(texts: Texts) -> str:
    reasons = "".join(
        f'<button type="button" class="quiet" data-reason="{name}">'
        f"{texts.label(f'reason_{name}')}</button>"
        for name in REASONS
    )
    return (
        f'<div class="feedback"><p class="buttons">{texts.label("useful")}'
        f'<button type="button" class="quiet" data-useful="yes">{icon("up")}'
        f"{texts.label('useful_yes')}</button>"
        f'<button type="button" class="quiet" data-useful="no" aria-expanded="false">'
        f"{icon('down')}{texts.label('useful_no')}</button></p>"
        f'<p class="buttons reasons" hidden>{texts.label("reason_heading")}{reasons}</p>'
        '<p class="heard" hidden></p></div>'
    )
