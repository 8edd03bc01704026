package ai.viralclip.worker.local.demo;

/**
 * One thing that was looked at.
 *
 * @param about the clip or run that it is about
 * @param name what was looked at
 * @param ok whether it was as it should be
 * @param found what was found, for people
 */
record Check(String about, String name, boolean ok, String found) {}
