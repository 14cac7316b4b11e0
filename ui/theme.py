"""The look of the page: paper, ink and one green; system fonts only, with the Chinese ones named."""

from __future__ import annotations

from pathlib import Path

import gradio as gr

ASSETS = Path(__file__).resolve().parent / "assets"
STYLES = [ASSETS / name for name in ("page.css", "chat.css", "board.css", "panel.css", "service.css", "eval.css")]

FONTS = (
    "Inter",
    "Segoe UI",
    "system-ui",
    "-apple-system",
    "PingFang SC",
    "Microsoft YaHei",
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "sans-serif",
)
MONO = ("ui-monospace", "SF Mono", "Cascadia Mono", "Noto Sans Mono CJK SC", "monospace")

GREEN = gr.themes.Color(
    name="pine",
    c50="#eef6f3",
    c100="#d9ebe4",
    c200="#b5d7ca",
    c300="#86bca9",
    c400="#559c85",
    c500="#2f7d6b",
    c600="#246657",
    c700="#1f5348",
    c800="#1b433b",
    c900="#173731",
    c950="#0b211d",
)
STONE = gr.themes.Color(
    name="paper",
    c50="#faf9f6",
    c100="#f3f1ec",
    c200="#e5e2da",
    c300="#cfcbc1",
    c400="#a19d94",
    c500="#6f6c66",
    c600="#55534e",
    c700="#3d3c39",
    c800="#272726",
    c900="#1b1b1b",
    c950="#131313",
)


def page_head() -> str:
    """Style sheets and script of the page.

    They go into the head as they are: Gradio rewrites the selectors of `css_paths` and loses container queries.
    """
    styles = "\n".join(path.read_text(encoding="utf-8") for path in STYLES)
    script = (ASSETS / "page.js").read_text(encoding="utf-8")
    return f"<style>{styles}</style><script>{script}</script>"


def page_theme() -> gr.themes.Base:
    """The theme; the style sheets in assets/ build on its variables."""
    theme = gr.themes.Base(
        primary_hue=GREEN,
        secondary_hue=GREEN,
        neutral_hue=STONE,
        radius_size=gr.themes.sizes.radius_md,
        spacing_size=gr.themes.sizes.spacing_md,
        font=list(FONTS),
        font_mono=list(MONO),
    )
    return theme.set(
        body_background_fill="*neutral_50",
        body_background_fill_dark="*neutral_950",
        block_background_fill="transparent",
        block_background_fill_dark="transparent",
        block_border_width="0px",
        block_shadow="none",
        button_primary_background_fill="*primary_500",
        button_primary_background_fill_hover="*primary_600",
        button_primary_text_color="#ffffff",
        button_secondary_background_fill="transparent",
        button_secondary_background_fill_dark="transparent",
        button_secondary_border_color="*neutral_300",
        button_secondary_border_color_dark="*neutral_700",
        button_border_width="1px",
        input_background_fill="#ffffff",
        input_background_fill_dark="*neutral_900",
        input_border_color="*neutral_300",
        input_border_color_dark="*neutral_700",
        input_border_color_focus="*primary_500",
        input_border_color_focus_dark="*primary_400",
        link_text_color="*primary_600",
        link_text_color_dark="*primary_300",
    )
