"""The main screen: the tree, the words beside it, and everything a person does to an assessment."""

from __future__ import annotations

from asyncio import to_thread
from collections.abc import Callable

from textual import events, work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.css.query import NoMatches
from textual.message import Message
from textual.screen import Screen
from textual.widget import Widget

from gametree.errors import GametreeError, NothingToDo, NotWritten
from gametree.files.drafts import Draft, draft_of
from gametree.model.folding import fold_to_fit
from gametree.model.outline import lay_out
from gametree.model.text import Clean, clean, clean_line
from gametree.model.tree import QUESTION
from gametree.session import Session
from gametree.tui.actions import ACTIONS, Action, Owner, gathered
from gametree.tui.bars import ColumnHeads, KeyStrip, StatusBar
from gametree.tui.detail import Detail
from gametree.tui.flat_tree import FlatTree
from gametree.tui.help import HelpScreen
from gametree.tui.keys import KeySequences
from gametree.tui.note_editor import NoteEditor
from gametree.tui.questions import range_prompt, score_prompt
from gametree.tui.tree_view import TreeView
from gametree.tui.unsaved import UnsavedScreen

_LOOK_AT_DISK = 0.5  # seconds between looks for changes by others
_LINES_ABOUT_THE_TREE = 3  # status, heads, keys


class ExploreScreen(Screen[None]):
    """One sitting on screen."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]

    class SaveStateChanged(Message):
        """The writer thread got something to disk, or failed to."""

    class OtherTreeWanted(Message):
        """The person wants to choose another tree."""

    def __init__(self, session: Session, height: int) -> None:
        super().__init__()
        self.session = session
        outline = lay_out(session.tree)
        view = TreeView(outline, fold_to_fit(outline, max(8, height - _LINES_ABOUT_THE_TREE)))
        self.tree_pane = FlatTree(session.tree, session.assessment, view, id="tree")
        self.detail = Detail(session, id="detail")
        self.keys = KeySequences(ACTIONS)
        self._finished_drafts: list[Draft] = []  # of notes in the journal, or on their way to it

    def compose(self) -> ComposeResult:
        """Status, tree and words, keys."""
        yield StatusBar(self.session, id="status")
        with Horizontal(id="panes"):
            with Vertical(id="left"):
                yield ColumnHeads(self.tree_pane)
                yield self.tree_pane
            yield self.detail
        yield KeyStrip(id="keys")

    def on_mount(self) -> None:
        """Begin on the first move, with the words beside it; watch the disk."""
        self.session.on_saved(self._tell_save_state)
        self.set_interval(_LOOK_AT_DISK, self._look_at_disk)
        self.tree_pane.focus()
        self.tree_pane.action_move(1)
        if self.session.findings:
            first = self.session.findings[0]
            more = f", and {len(self.session.findings) - 1} more" if len(self.session.findings) > 1 else ""
            self._say(f"in your assessment, line {first.place.line}: {first.message}{more}", "warning")

    def _tell_save_state(self) -> None:
        self.post_message(self.SaveStateChanged())

    # keys

    async def on_key(self, event: events.Key) -> None:
        """Do what the key, or the sequence it ends, stands for."""
        was_pending = bool(self.keys.pending)
        action = self.keys.feed(event)
        strip = self.query_one(KeyStrip)
        if self.keys.pending:
            event.stop()
            strip.offer("".join(self.keys.pending), gathered(self.keys.continuations()))
            return
        if was_pending:
            event.stop()
            strip.offer()
        if action:
            event.stop()
            event.prevent_default()
            await self.perform(action)

    async def perform(self, action: Action) -> None:
        """Let the action's owner do it; what cannot be done is said."""
        owners: dict[Owner, Widget] = {"tree": self.tree_pane, "screen": self, "pane": self._focused_pane()}
        owner = owners[action.owner]
        try:
            await owner.run_action(action.run)
        except GametreeError as error:
            self._say(str(error), "information" if isinstance(error, NothingToDo) else "warning")

    async def on_key_strip_chosen(self, event: KeyStrip.Chosen) -> None:
        """A key was clicked."""
        await self.perform(event.action)

    def _focused_pane(self) -> FlatTree | Detail:
        return self.detail if self.detail.has_focus else self.tree_pane

    # what follows from moving and changing

    def on_flat_tree_cursor_moved(self, event: FlatTree.CursorMoved) -> None:
        """Let the words follow the cursor."""
        self.detail.follow(event.node_id)

    def on_flat_tree_columns_moved(self) -> None:
        """Let the heads follow the columns."""
        self.query_one(ColumnHeads).refresh()

    def show_changes(self) -> None:
        """Draw what the session knows now."""
        self.tree_pane.show_assessment(self.session.assessment)
        if self.detail.node_id:
            self.detail.show_scores()
        self.query_one(StatusBar).refresh()

    def on_explore_screen_save_state_changed(self) -> None:
        """Say what is on disk."""
        try:
            self.query_one(StatusBar).refresh()
        except NoMatches:  # the last word of the writer may come when the screen is gone
            return
        state = self.session.state
        while state.is_saved and self._finished_drafts:
            self._finished_drafts.pop().drop()
        if state.failure:
            self._say(f"{self.session.journal.path} cannot be written: {state.failure}; W tries again", "error")

    def _look_at_disk(self) -> None:
        try:
            changed = self.session.reload_if_changed()
        except GametreeError as error:
            self._say(str(error), "warning")
            return
        if changed:
            self.show_changes()
            lost = len(self.session.lost)
            if lost:
                what = "1 change is" if lost == 1 else f"{lost} changes are"
                self._say(f"{what} no longer in {self.session.journal.path}; P puts back what was there", "warning")
            else:
                self._say("the assessment was changed elsewhere; this is what it says now")

    def _say(self, sentence: str, severity: str = "information") -> None:
        self.notify(clean(sentence), severity=severity, markup=False, timeout=6)  # type: ignore[arg-type]

    def _node_to_judge(self) -> str:
        node_id = self.tree_pane.node_id
        if node_id == QUESTION:
            raise NothingToDo("this is the question; scores and notes go to the nodes beneath it")
        return node_id

    def _change(self, act: Callable[[str], object]) -> None:
        act(self._node_to_judge())
        self.show_changes()

    # actions

    def action_score(self, hundredths: int) -> None:
        """Score the node."""
        self._change(lambda node_id: self.session.judge(node_id, hundredths / 100))

    def action_unscore(self) -> None:
        """Take the score back."""
        self._change(self.session.unscore)

    def action_score_exactly(self) -> None:
        """Ask for an exact plausibility."""
        self._ask_score(self._node_to_judge())

    @work
    async def _ask_score(self, node_id: str) -> None:
        answer = await self.app.push_screen_wait(score_prompt(self._title(node_id)))
        if answer is not None:
            self.session.judge(node_id, answer)
            self.show_changes()

    def action_range(self) -> None:
        """Ask for a range."""
        self._ask_range(self._node_to_judge())

    @work
    async def _ask_range(self, node_id: str) -> None:
        prompt = range_prompt(self._title(node_id), self.session.judgement(node_id))
        answer = await self.app.push_screen_wait(prompt)
        if answer is not None:
            self.session.judge(node_id, *answer)
            self.show_changes()

    def action_note(self) -> None:
        """Write a note."""
        self._ask_note(self._node_to_judge())

    @work
    async def _ask_note(self, node_id: str) -> None:
        draft = draft_of(self.session.journal.path, node_id)
        text = await self.app.push_screen_wait(NoteEditor(self._title(node_id), draft))
        if text is None:
            self._say("put aside as a draft; a goes on with it" if draft.read() else "no note")
        elif not text.strip():
            self._say("an empty note is no note")
        else:
            self.session.note(node_id, text)
            self._finished_drafts.append(draft)
            self.show_changes()

    def _title(self, node_id: str) -> Clean:
        return clean_line(self.session.tree.nodes[node_id].title)

    def action_undo(self) -> None:
        """Undo."""
        self._say(self.session.undo())
        self.show_changes()

    def action_redo(self) -> None:
        """Redo."""
        self._say(self.session.redo())
        self.show_changes()

    def action_seek_unscored(self, step: int) -> None:
        """Go to the next or previous node without a score."""
        judgements = self.session.assessment.judgements
        found = False

        def seek(view: TreeView) -> None:
            nonlocal found
            found = view.seek(lambda node_id: node_id not in judgements, step)

        self.tree_pane.change(seek)
        if not found:
            raise NothingToDo("every node has a score")

    def action_toggle_detail(self) -> None:
        """Show or hide the words."""
        self.toggle_class("-words-toggled")
        if not self.detail.display and self.detail.has_focus:
            self.tree_pane.focus()

    def action_other_pane(self) -> None:
        """Between tree and words, which open for it."""
        if self.detail.has_focus:
            self.tree_pane.focus()
            return
        if not self.detail.display:
            self.toggle_class("-words-toggled")
        self.detail.focus()

    def action_back(self) -> None:
        """To the tree; on a narrow screen the words close."""
        self.tree_pane.focus()
        if self.has_class("-narrow"):
            self.remove_class("-words-toggled")

    def action_help(self) -> None:
        """All keys."""
        self.app.push_screen(HelpScreen())

    def action_palette(self) -> None:
        """All commands."""
        self.app.action_command_palette()

    def action_retry(self) -> None:
        """Try again to write."""
        if self.session.state.is_saved:
            raise NothingToDo("everything is on disk")
        self.session.retry()

    def action_put_back(self) -> None:
        """Write again what somebody took out of the file."""
        if not self.session.lost:
            raise NothingToDo("nothing is missing from the file")
        count = self.session.put_back()
        self._say(f"{count} put back")
        self.show_changes()

    def action_trees(self) -> None:
        """Choose another tree."""
        self.post_message(self.OtherTreeWanted())

    @work(exclusive=True)
    async def action_leave(self) -> None:
        """Quit once everything is on disk; where that fails, ask."""
        while True:
            try:
                await to_thread(self.session.close)
            except NotWritten:
                pass
            else:
                self.app.exit()
                return
            choice = await self.app.push_screen_wait(UnsavedScreen(str(self.session.journal.path), self.session.state))
            if choice == "stay" or (choice == "aside" and self._put_aside()):
                return

    def _put_aside(self) -> bool:
        """Keep what is not on disk in another file and quit; whether that could be done."""
        try:
            path = self.session.put_aside()
        except NotWritten as error:
            self._say(str(error), "error")
            return False
        self.app.exit(message=f"What could not be saved is in {path}; its lines can be added to the assessment.")
        return True
