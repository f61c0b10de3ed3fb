package dev.updatecenter.stage.reporting.jdbc;

import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.RingName;
import dev.updatecenter.stage.flighting.Salt;
import dev.updatecenter.stage.flighting.Share;
import java.math.BigDecimal;

/** Key of a counted share: the salt tells releases apart. */
record ShareKey(String product, String ring, String salt, BigDecimal share) {
  static ShareKey of(ProductName product, RingName ring, Salt salt, Share share) {
    return new ShareKey(product.value(), ring.value(), salt.hex(), share.fraction());
  }
}
