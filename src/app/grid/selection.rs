//! The cell cursor and the rectangle around it, by row and column.
//!
//! **Invariant:** a cursor stands only where the ground lets it: in a row of an issue, within the columns.

/// A place in the grid.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Spot {
    /// Which line.
    pub row: usize,
    /// Which of the shown columns.
    pub column: usize,
}

/// A rectangle of cells, both corners in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// Its corner at the top left.
    pub first: Spot,
    /// Its corner at the bottom right.
    pub last: Spot,
}

impl Block {
    /// The rectangle between two corners.
    pub fn between(a: Spot, b: Spot) -> Self {
        Self {
            first: Spot { row: a.row.min(b.row), column: a.column.min(b.column) },
            last: Spot { row: a.row.max(b.row), column: a.column.max(b.column) },
        }
    }

    /// Whether a place lies in it.
    pub fn contains(&self, spot: Spot) -> bool {
        self.has_row(spot.row) && self.has_column(spot.column)
    }

    /// Whether a row crosses it.
    pub fn has_row(&self, row: usize) -> bool {
        (self.first.row..=self.last.row).contains(&row)
    }

    /// Whether a column crosses it.
    pub fn has_column(&self, column: usize) -> bool {
        (self.first.column..=self.last.column).contains(&column)
    }

    /// How many lines it spans, heads of groups among them.
    pub fn height(&self) -> usize {
        self.last.row - self.first.row + 1
    }

    /// How many columns it spans.
    pub fn width(&self) -> usize {
        self.last.column - self.first.column + 1
    }
}

/// What the cursor moves over.
pub trait Ground {
    /// How many lines there are.
    fn rows(&self) -> usize;

    /// How many columns are shown.
    fn columns(&self) -> usize;

    /// Whether a cursor may stand in this line: not in the head of a group.
    fn can_stand(&self, row: usize) -> bool;

    /// Whether the cell says something.
    fn is_filled(&self, spot: Spot) -> bool;
}

/// One of four ways.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Towards the first column.
    Left,
    /// Towards the last column.
    Right,
    /// Towards the first line.
    Up,
    /// Towards the last line.
    Down,
}

/// A move of the cursor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Motion {
    /// One cell (arrows).
    Step(Direction),
    /// To the edge of what is filled (Ctrl and arrows).
    Edge(Direction),
    /// To the first column (Home).
    RowStart,
    /// To the last column (End).
    RowEnd,
    /// To the first cell (Ctrl+Home).
    Start,
    /// To the last cell (Ctrl+End).
    End,
    /// So many lines up (`PageUp`).
    PageUp(usize),
    /// So many lines down (`PageDown`).
    PageDown(usize),
}

/// The cursor, and the block it belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Selection {
    cursor: Spot,
    from: Spot,
    to: Spot,
    /// Where a run of Tabs began: Enter goes back under it.
    entry: Option<usize>,
}

impl Selection {
    /// Only this cell.
    pub fn at(spot: Spot) -> Self {
        Self { cursor: spot, from: spot, to: spot, entry: None }
    }

    /// From one corner, where the cursor stands, to another.
    pub fn spanning(from: Spot, to: Spot) -> Self {
        Self { cursor: from, from, to, entry: None }
    }

    /// Whole lines; the cursor stands in the first column of the first.
    pub fn rows(from: usize, to: usize, columns: usize) -> Self {
        Self::spanning(Spot { row: from, column: 0 }, Spot { row: to, column: columns.saturating_sub(1) })
    }

    /// Every cell; the cursor stays where it is.
    pub fn all(ground: &impl Ground, cursor: Option<Spot>) -> Option<Self> {
        let last_row = ground.rows().checked_sub(1)?;
        let last_column = ground.columns().checked_sub(1)?;
        let from = Spot::default();
        let cursor =
            cursor.or_else(|| (0..=last_row).find(|row| ground.can_stand(*row)).map(|row| Spot { row, column: 0 }))?;
        Some(Self { cursor, from, to: Spot { row: last_row, column: last_column }, entry: None })
    }

    /// The cell that is typed into.
    pub fn cursor(&self) -> Spot {
        self.cursor
    }

    /// The corner that Shift moves.
    pub fn corner(&self) -> Spot {
        self.to
    }

    /// The corner the block began at.
    pub fn anchor(&self) -> Spot {
        self.from
    }

    /// The cells chosen.
    pub fn block(&self) -> Block {
        Block::between(self.from, self.to)
    }

    /// True while only the cell of the cursor is chosen.
    pub fn is_one(&self) -> bool {
        self.from == self.to
    }

    /// Moves the cursor; with `extend` the block grows or shrinks instead.
    pub fn go(&mut self, motion: Motion, extend: bool, ground: &impl Ground) {
        if extend {
            let to = moved(self.to, motion, ground);
            if self.cursor != self.from {
                self.from = self.cursor;
            }
            self.to = to;
            self.entry = None;
        } else {
            *self = Self::at(moved(self.cursor, motion, ground));
        }
    }

    /// Draws the block from the cursor to this cell (Shift+click, dragging).
    pub fn extend_to(&mut self, to: Spot) {
        *self = Self::spanning(self.cursor, to);
    }

    /// The next cell below, after a run of Tabs in the column where it began; in a block round the block.
    pub fn enter(&mut self, back: bool, ground: &impl Ground) {
        if !self.is_one() {
            self.cycle(if back { Direction::Up } else { Direction::Down }, ground);
            return;
        }
        let column = self.entry.unwrap_or(self.cursor.column);
        let step = Motion::Step(if back { Direction::Up } else { Direction::Down });
        *self = Self::at(moved(Spot { column, ..self.cursor }, step, ground));
    }

    /// The next cell at the right; in a block round the block.
    pub fn tab(&mut self, back: bool, ground: &impl Ground) {
        if !self.is_one() {
            self.cycle(if back { Direction::Left } else { Direction::Right }, ground);
            return;
        }
        let entry = self.entry.unwrap_or(self.cursor.column);
        let step = Motion::Step(if back { Direction::Left } else { Direction::Right });
        let at = moved(self.cursor, step, ground);
        *self = Self { entry: Some(entry.min(at.column)), ..Self::at(at) };
    }

    /// Goes round the cells of the block, down the columns or along the rows.
    fn cycle(&mut self, towards: Direction, ground: &impl Ground) {
        let block = self.block();
        let mut next = self.cursor;
        for _ in 0..block.height() * block.width() {
            next = next_in(block, next, towards);
            if ground.can_stand(next.row) {
                self.cursor = next;
                return;
            }
        }
    }

    /// The same block at other lines, after they were put in another order.
    #[must_use]
    pub fn moved_to(self, from: usize, to: usize) -> Self {
        let at = |row, spot: Spot| Spot { row, ..spot };
        Self { cursor: at(from, self.cursor), from: at(from, self.from), to: at(to, self.to), entry: self.entry }
    }

    /// Keeps it on the ground after lines or columns went away; `None` where nothing is left to stand on.
    pub fn kept_on(self, ground: &impl Ground) -> Option<Self> {
        let last = Spot { row: ground.rows().checked_sub(1)?, column: ground.columns().checked_sub(1)? };
        let clamp = |spot: Spot| Spot { row: spot.row.min(last.row), column: spot.column.min(last.column) };
        let (mut cursor, from, to) = (clamp(self.cursor), clamp(self.from), clamp(self.to));
        if !ground.can_stand(cursor.row) {
            cursor.row = nearest(cursor.row, ground)?;
            return Some(Self::at(cursor));
        }
        Some(Self { cursor, from, to, entry: self.entry })
    }
}

fn next_in(block: Block, at: Spot, towards: Direction) -> Spot {
    let (back, down) = match towards {
        Direction::Left => (true, false),
        Direction::Right => (false, false),
        Direction::Up => (true, true),
        Direction::Down => (false, true),
    };
    let (wide, high) = (block.width(), block.height());
    let (row, column) = (at.row.saturating_sub(block.first.row), at.column.saturating_sub(block.first.column));
    let all = wide * high;
    let place = if down { column * high + row } else { row * wide + column };
    let place = (if back { place + all - 1 } else { place + 1 }) % all;
    let (row, column) = if down { (place % high, place / high) } else { (place / wide, place % wide) };
    Spot { row: block.first.row + row, column: block.first.column + column }
}

fn nearest(row: usize, ground: &impl Ground) -> Option<usize> {
    let below = (row..ground.rows()).find(|row| ground.can_stand(*row));
    below.or_else(|| (0..row).rev().find(|row| ground.can_stand(*row)))
}

fn moved(at: Spot, motion: Motion, ground: &impl Ground) -> Spot {
    let last_row = ground.rows().saturating_sub(1);
    let last_column = ground.columns().saturating_sub(1);
    match motion {
        Motion::Step(direction) => step(at, direction, ground).unwrap_or(at),
        Motion::Edge(direction) => edge(at, direction, ground),
        Motion::RowStart => Spot { column: 0, ..at },
        Motion::RowEnd => Spot { column: last_column, ..at },
        Motion::Start => Spot { row: nearest(0, ground).unwrap_or(at.row), column: 0 },
        Motion::End => Spot { row: nearest(last_row, ground).unwrap_or(at.row), column: last_column },
        Motion::PageUp(rows) => {
            let row = nearest(at.row.saturating_sub(rows), ground).unwrap_or(at.row);
            Spot { row: row.min(at.row), ..at }
        }
        Motion::PageDown(rows) => {
            let row = nearest((at.row + rows).min(last_row), ground).unwrap_or(at.row);
            Spot { row: row.max(at.row), ..at }
        }
    }
}

/// The next cell in a direction; `None` at the end. Heads of groups are stepped over.
fn step(at: Spot, direction: Direction, ground: &impl Ground) -> Option<Spot> {
    match direction {
        Direction::Left => Some(Spot { column: at.column.checked_sub(1)?, ..at }),
        Direction::Right => Some(Spot { column: at.column + 1, ..at }).filter(|to| to.column < ground.columns()),
        Direction::Up => {
            let row = (0..at.row).rev().find(|row| ground.can_stand(*row))?;
            Some(Spot { row, ..at })
        }
        Direction::Down => {
            let row = (at.row + 1..ground.rows()).find(|row| ground.can_stand(*row))?;
            Some(Spot { row, ..at })
        }
    }
}

/// As a spreadsheet does: along filled cells to the last of them, else over empty ones to the next filled, else to the end.
fn edge(at: Spot, direction: Direction, ground: &impl Ground) -> Spot {
    let Some(next) = step(at, direction, ground) else {
        return at;
    };
    let filled = ground.is_filled(at) && ground.is_filled(next);
    let mut here = next;
    while let Some(next) = step(here, direction, ground) {
        let reached = if filled { !ground.is_filled(next) } else { ground.is_filled(here) };
        if reached {
            return here;
        }
        here = next;
    }
    here
}

#[cfg(test)]
mod tests;
