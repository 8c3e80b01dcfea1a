"""The residents' face: filing, the receipt, progress, the reply, who has read. No account, no script needed."""
