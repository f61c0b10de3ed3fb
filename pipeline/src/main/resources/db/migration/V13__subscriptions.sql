-- What was bought for a product's devices: IoT Core Services, a quantity at a time.
CREATE TABLE IF NOT EXISTS subscriptions (
  product        VARCHAR(64)              NOT NULL,
  -- The name in lower case: no two of a product differ in capitals alone.
  name_key       VARCHAR(64)              NOT NULL,
  name           VARCHAR(64)              NOT NULL,
  quantity       INTEGER                  NOT NULL CHECK (quantity BETWEEN 10 AND 500000),
  billing_domain VARCHAR(253)             NOT NULL,
  admin_domain   VARCHAR(253)             NOT NULL,
  notes          VARCHAR(1000)            NOT NULL,
  created_at     TIMESTAMP WITH TIME ZONE NOT NULL,
  changed_at     TIMESTAMP WITH TIME ZONE NOT NULL,
  PRIMARY KEY (product, name_key)
);
