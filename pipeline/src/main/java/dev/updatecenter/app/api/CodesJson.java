package dev.updatecenter.app.api;

import dev.updatecenter.kernel.document.Explanation;
import java.util.List;

/** The codes that there are, as {@code explain} without one prints them. */
public record CodesJson(int schemaVersion, List<Item> codes) {
  /** Copies. */
  public CodesJson {
    codes = List.copyOf(codes);
  }

  /** One code and what it is called. */
  public record Item(String code, String title) {
    /** The shape of an explained code. */
    public static Item of(Explanation explanation) {
      return new Item(explanation.code(), explanation.title());
    }
  }
}
