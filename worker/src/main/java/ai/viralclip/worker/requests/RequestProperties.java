package ai.viralclip.worker.requests;

import java.util.List;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code clip.requests.*}
 *
 * @param replyTopics where replies may go that name their topic, besides {@code clips-listed} and
 *     {@code purge-completed}
 */
public record RequestProperties(@DefaultValue List<String> replyTopics) {}
