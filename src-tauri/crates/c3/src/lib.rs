//! C3's API client and the readers of its history files.
