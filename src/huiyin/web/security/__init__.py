"""安全岗 and 审计岗: the accounts of staff, the record of signing in, the shared counters. Never a matter."""
