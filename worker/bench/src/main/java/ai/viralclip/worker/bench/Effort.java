package ai.viralclip.worker.bench;

/** How long a benchmark may take: quick is enough to see that it works, and too little to believe its figures. */
enum Effort {
    QUICK,
    FULL;

    int of(int quick, int full) {
        return this == QUICK ? quick : full;
    }
}
