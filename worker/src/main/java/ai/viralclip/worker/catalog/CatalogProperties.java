package ai.viralclip.worker.catalog;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code clip.catalog.*}
 *
 * @param maxPageSize clips on one page, and on a page of a request that names no size
 */
public record CatalogProperties(
        @DefaultValue("200")
        @Min(value = 1, message = "clip.catalog.max-page-size is less than 1")
        @Max(value = 1_000, message = "clip.catalog.max-page-size is more than 1000")
        int maxPageSize) {}
