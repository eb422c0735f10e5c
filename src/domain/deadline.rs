//! A deadline: its words for ever, and apart from them what they mean.
