"""A DuckDB connection that keeps to a little memory and asks nothing of any network."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from huiyin.insight.handed_up.writing import Duck

MEMORY = "400MB"


@contextmanager
def duck(scratch: Path | None = None) -> Iterator[Duck]:
    """Lend a connection whose tables lie in a file of a scratch directory, gone when it is given back."""
    # 65 MB of program that only what reads or writes Parquet needs.
    import duckdb

    with TemporaryDirectory(dir=scratch, prefix=".duck-") as place:
        options: dict[str, str | bool | int | float | list[str]] = {
            "memory_limit": MEMORY, "threads": "2", "temp_directory": f"{place}/spill", "preserve_insertion_order": "true",
            "autoinstall_known_extensions": "false", "autoload_known_extensions": "false",
        }  # fmt: skip
        connection = duckdb.connect(f"{place}/facts.duckdb", config=options)
        try:
            yield connection
        finally:
            connection.close()
