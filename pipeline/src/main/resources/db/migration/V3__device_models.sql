-- Registered products: the documents word for word; the model is read out of product_yaml.
CREATE TABLE device_models (
    product         VARCHAR(64)              NOT NULL PRIMARY KEY,
    document_sha256 CHAR(64)                 NOT NULL,
    product_yaml    TEXT                     NOT NULL,
    policy_yaml     TEXT                     NOT NULL,
    registered_at   TIMESTAMP WITH TIME ZONE NOT NULL,
    written_at      TIMESTAMP WITH TIME ZONE NOT NULL
);
