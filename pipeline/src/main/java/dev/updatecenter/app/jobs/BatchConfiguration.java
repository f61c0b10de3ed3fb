package dev.updatecenter.app.jobs;

import dev.updatecenter.app.wiring.Database;
import javax.sql.DataSource;
import org.springframework.batch.core.configuration.support.JdbcDefaultBatchConfiguration;
import org.springframework.batch.core.repository.ExecutionContextSerializer;
import org.springframework.batch.core.repository.dao.JacksonExecutionContextStringSerializer;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;

/** Spring Batch over the home's database, with execution contexts as JSON. */
@Configuration(proxyBeanMethods = false)
class BatchConfiguration extends JdbcDefaultBatchConfiguration {
  private final Database database;

  BatchConfiguration(Database database) {
    this.database = database;
  }

  @Override
  protected DataSource getDataSource() {
    return database.dataSource();
  }

  @Override
  protected PlatformTransactionManager getTransactionManager() {
    return database.transactionManager();
  }

  @Override
  protected ExecutionContextSerializer getExecutionContextSerializer() {
    return new JacksonExecutionContextStringSerializer();
  }
}
