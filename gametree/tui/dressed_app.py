"""What a person's settings make of an app: its colours, and the keys that hold outside the main screen."""

from __future__ import annotations

from textual import events
from textual.app import App
from textual.notifications import Notify
from textual.theme import Theme
from textual.widgets import Input

from gametree.files.config import remember_theme
from gametree.model.text import clean, typed
from gametree.tui.explore import ExploreScreen
from gametree.tui.settings import Settings
from gametree.tui.themes import make_themes
from gametree.tui.typed_ahead import TypedAhead

_KEYS_ELSEWHERE = {"f1": "help_here", "question_mark": "help_here", "ctrl+q": "quit", "ctrl+p": "command_palette"}
"""Keys beside the main screen's table, for whatever is open instead of it."""


class DressedApp(App[None], inherit_bindings=False):
    """Has no keys of Textual's own: with priority they would go before those that a person chose."""

    ENABLE_COMMAND_PALETTE = False  # which stands for ctrl+p; the table has the palette among its actions

    def __init__(self, settings: Settings) -> None:
        super().__init__(ansi_color=True if settings.no_color else None)  # else NO_COLOR turns colours to greys
        self.settings = settings
        self._typed_ahead = TypedAhead(self, super().on_event)
        self.use_command_palette = True
        self.animation_level = "none"
        for theme in make_themes(settings.own_themes):
            self.register_theme(theme)
        self.theme = self._theme_kept = settings.theme
        self._colours = self.get_css_variables()
        self.stylesheet.set_variables(self._colours)

    def on_mount(self) -> None:
        """Say what is wrong in the settings; from now on remember the theme."""
        self.theme_changed_signal.subscribe(self, self._keep_theme)
        if self.settings.findings:
            self.notify(self.settings.first_finding(), severity="warning", markup=False, timeout=12)

    def refresh_css(self, animate: bool = True) -> None:
        """As Textual does, but not where the first theme tells of itself: the styles are read in its colours."""
        colours = self.get_css_variables()
        if colours != self._colours:
            self._colours = colours
            super().refresh_css(animate)

    def on_notify(self, event: Notify) -> None:
        """A piece of information takes the place of the one before it: a row of them would lie over the tree."""
        if event.notification.severity == "information":
            for older in [each for each in self._notifications if each.severity == "information"]:
                self._unnotify(older, refresh=False)

    def _keep_theme(self, theme: Theme) -> None:
        """Remember a theme that was chosen; setting the first one tells of itself as well."""
        if theme.name == self._theme_kept:
            return
        self._theme_kept = theme.name
        remember_theme(theme.name)
        if self.settings.theme_is_set:
            said = f"{theme.name} until you quit; {self.settings.path} says {self.settings.theme}"
            self.notify(clean(said), markup=False)

    async def on_event(self, event: events.Event) -> None:
        """As Textual does, but one key after the other, and what is pasted, be it into Textual's own palette, has its
        control characters visible."""
        if isinstance(event, events.Paste):
            event.text = typed(event.text)
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            self._typed_ahead.take(event)
        else:
            await super().on_event(event)

    async def on_key(self, event: events.Key) -> None:
        """Do what a key stands for that nothing else had a use for."""
        if isinstance(self.screen, ExploreScreen) and not isinstance(self.focused, Input):
            return  # the table has spoken
        keys = _KEYS_ELSEWHERE | dict.fromkeys(self.settings.keymap.by_id["help"].keys, "help_here")
        if event.key in keys:
            event.prevent_default()
            await self.run_action(keys[event.key])
        elif event.key == "ctrl+c":
            self.action_help_quit()

    def action_help_here(self) -> None:
        """The keys of the focused place, then all others."""
        from gametree.tui.help import HelpScreen

        self.push_screen(HelpScreen(self.settings.keymap, self.focused))

    def action_help_quit(self) -> None:
        """Say what quits to those who press ctrl+c."""
        self.notify(f"{self.settings.keymap.key('quit')} quits", markup=False)
