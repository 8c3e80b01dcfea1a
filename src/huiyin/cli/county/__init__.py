"""The demo county 安澜县: invented from a seed, owned by nobody, loaded by the same acts as real input."""
