"""Runs the benchmarks, all or those named: `make bench ARGS=pages`. Each is a module with a run() that prints tables."""

import sys

from bench import articles, comparison, desk, moving, newsletter, pages, search, similar, spread

BENCHMARKS = {
    "articles": articles,
    "comparison": comparison,
    "desk": desk,
    "moving": moving,
    "newsletter": newsletter,
    "pages": pages,
    "search": search,
    "similar": similar,
    "spread": spread,
}


def main():
    names = sys.argv[1:] or list(BENCHMARKS)
    unknown = [name for name in names if name not in BENCHMARKS]
    if unknown:
        sys.exit(f"There is no benchmark “{unknown[0]}”. There are: {', '.join(BENCHMARKS)}.")
    for name in names:
        print(f"\n{BENCHMARKS[name].__doc__.splitlines()[0]}\n", flush=True)
        BENCHMARKS[name].run()


if __name__ == "__main__":
    main()
