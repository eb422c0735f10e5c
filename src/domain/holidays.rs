//! The State Council holiday arrangements carried as data, year by year.
