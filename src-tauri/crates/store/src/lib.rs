//! Accord's SQLite database.
