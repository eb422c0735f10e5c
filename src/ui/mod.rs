//! What the user sees. Reads the state, sends commands.
