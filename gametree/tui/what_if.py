"""What-if on screen: scores go to a copy, the outlook shows beside the real one, and nothing is written unasked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gametree.session.what_if import WhatIf
from gametree.tui.outlooks import LiveOutlook
from gametree.tui.standing import Standing

if TYPE_CHECKING:
    from gametree.tui.explore import ExploreScreen


class Imagining:
    """The part of the main screen that begins and ends a what-if."""

    def __init__(self, screen: ExploreScreen) -> None:
        self.screen = screen
        self.trial: WhatIf | None = None
        """The scores on trial; None outside a what-if."""
        self.outlook: LiveOutlook | None = None

    def action_what_if(self) -> None:
        """Begin a what-if, or leave it."""
        if self.trial:
            self.leave()
            return
        self.trial = WhatIf(self.screen.session)
        self.screen.add_class("-what-if")
        self.screen.show_changes()

    def leave(self) -> bool:
        """Leave the what-if, asking where something was changed; whether there was one."""
        if self.trial is None:
            return False
        self.screen.run_worker(self.settle(), exclusive=True, group="what-if")
        return True

    async def settle(self) -> bool:
        """Have the person keep or drop what is on trial; False where they would rather go on with it."""
        from gametree.tui.keep_or_drop import KeepOrDrop

        if self.trial is None:
            return True
        if self.trial.changes:
            choice = await self.screen.app.push_screen_wait(KeepOrDrop(self.trial, self.screen.standing))
            if choice == "stay":
                return False
            if choice == "keep":
                kept = self.trial.keep()
                self.screen.say(f"{kept} {'score' if kept == 1 else 'scores'} kept; each is one step of undo")
            else:
                self.screen.say("dropped; your scores are as they were")
        self.trial = self.outlook = None
        self.screen.remove_class("-what-if")
        self.screen.show_changes()
        return True

    def follow(self) -> None:
        """Work out what follows from the scores on trial, in the tree as it is now."""
        if self.trial is None:
            return
        screen = self.screen
        if self.outlook and self.outlook.tree is screen.session.tree:
            self.outlook.follow(self.trial.assessment)
        else:
            self.outlook = LiveOutlook(
                screen.session.tree, self.trial.assessment, screen.tell_outlook_ready, screen.call_after_refresh
            )
            self.outlook.begin(alongside=screen.outlook)

    def take(self) -> bool:
        """Take in what a thread found out about the scores on trial."""
        return self.outlook is not None and self.outlook.take()

    def standing(self, real: Standing) -> Standing:
        """How things stand on trial, beside the real; what is not worked out yet is as it really is."""
        if self.trial is None or self.outlook is None:
            return real
        if self.outlook.shown is None:
            return Standing(self.trial.assessment, real.outlooks, real.insight, real)
        return self.outlook.standing(real)
