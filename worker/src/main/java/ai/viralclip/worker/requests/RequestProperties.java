package ai.viralclip.worker.requests;

import java.util.List;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code clip.requests.*}
 *
 * @param replyTopics where replies may go that name their topic, besides {@code clips-listed}, {@code purge-completed}
 *     and {@code verify-completed}
 */
public record RequestProperties(@DefaultValue List<String> replyTopics) {}
