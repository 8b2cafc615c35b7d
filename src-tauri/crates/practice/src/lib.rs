//! Practice servers: a ConnectWise and a C3 on loopback, with made-up data.
