package ai.viralclip.worker.highlights;

/**
 * One field of a JSON object, as its writer wrote it.
 *
 * @param rawName with its quotes and escapes
 * @param name decoded
 * @param raw the value, with all that is in it
 */
record Member(String rawName, String name, String raw) {}
