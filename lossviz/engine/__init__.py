"""The one worker thread: mailbox, requests and jobs. No Qt."""
