package ai.viralclip.worker.bucket;

/**
 * One part of a file that is sent in parts.
 *
 * @param number counted from 1
 * @param crc32 of its bytes, base64
 */
record FilePart(int number, long offset, long length, String crc32) {}
