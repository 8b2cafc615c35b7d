//! A client for the part of ConnectWise PSA's REST API that Accord uses.
