package dev.updatecenter.stage.publishing;

import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.UpdateCenterException;

/** How a publisher ends that another one was faster than. */
final class Overtaken {
  private Overtaken() {}

  static UpdateCenterException error(ProductName product) {
    return UpdateCenterException.error(
            "UC5104", ExitCode.CONFLICT, "another publisher of " + product + " was faster")
        .why("the published metadata changed while this run was signing its own")
        .fix("run the same command again: it goes on from what is published now")
        .state("devices see what the other publisher published; nothing of it was overwritten")
        .build();
  }

  /** Names were taken again and again, and yet nobody published. */
  static UpdateCenterException crowded(ProductName product, int tries) {
    return UpdateCenterException.error(
            "UC5121", ExitCode.CONFLICT, "other publishers of " + product + " took every name")
        .why(tries + " times a number was taken between signing and uploading")
        .fix("run the same command again when fewer publish at once")
        .state("nothing of theirs was overwritten, and timestamp.json was not changed")
        .build();
  }
}
