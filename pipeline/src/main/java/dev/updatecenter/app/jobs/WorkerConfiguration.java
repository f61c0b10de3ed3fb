package dev.updatecenter.app.jobs;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/** The bounded executor that signs and uploads. */
@Configuration(proxyBeanMethods = false)
class WorkerConfiguration {
  @Bean
  ThreadPoolTaskExecutor workers() {
    ThreadPoolTaskExecutor workers = new ThreadPoolTaskExecutor();
    int processors = Runtime.getRuntime().availableProcessors();
    workers.setCorePoolSize(processors);
    workers.setMaxPoolSize(processors);
    workers.setThreadNamePrefix("package-");
    return workers;
  }
}
