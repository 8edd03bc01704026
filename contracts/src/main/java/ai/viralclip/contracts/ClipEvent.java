package ai.viralclip.contracts;

/** What is said about one clip: that it was rendered, and the one answer to that. */
public sealed interface ClipEvent extends EventData permits ClipRendered, ClipReady, ClipFailed {}
