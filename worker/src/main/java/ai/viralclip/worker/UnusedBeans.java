package ai.viralclip.worker;

import java.util.List;
import java.util.stream.Stream;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.context.annotation.AnnotationConfigUtils;
import org.springframework.kafka.config.KafkaListenerConfigUtils;

/**
 * Takes out what the libraries bring along and no property switches off. Two of these look for annotations at each
 * method of each bean, which is what C2 compiles longest in a start, and find none (decision 0014).
 */
final class UnusedBeans implements BeanDefinitionRegistryPostProcessor {

    /** Of {@code @EventListener} and {@code @KafkaListener}: rooms call each other, and poll by themselves. */
    private static final List<String> NAMES = List.of(
            AnnotationConfigUtils.EVENT_LISTENER_PROCESSOR_BEAN_NAME,
            AnnotationConfigUtils.EVENT_LISTENER_FACTORY_BEAN_NAME,
            KafkaListenerConfigUtils.KAFKA_LISTENER_ANNOTATION_PROCESSOR_BEAN_NAME,
            KafkaListenerConfigUtils.KAFKA_LISTENER_ENDPOINT_REGISTRY_BEAN_NAME,
            "kafkaListenerContainerFactory",
            "kafkaListenerContainerFactoryConfigurer",
            "kafkaTemplate",
            "kafkaTransactionManager");

    @Override
    public void postProcessBeanDefinitionRegistry(BeanDefinitionRegistry registry) {
        Stream<String> defined = NAMES.stream().filter(registry::containsBeanDefinition);
        defined.forEach(registry::removeBeanDefinition);
    }
}
