package dev.updatecenter.stage.validation;

import dev.updatecenter.capability.authenticode.SignatureVerdict;
import dev.updatecenter.kernel.core.Finding;

/**
 * A catalog inside a package cabinet.
 *
 * @param name as the cabinet has it
 * @param content as it is there; not copied
 * @param verdict what is to be thought of its own signature
 * @param fate what signing the package does with it
 */
@SuppressWarnings("ArrayRecordComponent")
public record InnerCatalog(String name, byte[] content, SignatureVerdict verdict, Fate fate) {
  /** What becomes of a catalog when its package is signed. */
  public enum Fate {
    /** It gets the release certificate's signature. */
    SIGNED,
    /** Its signature is whole and somebody's whose signature is not ours to replace. */
    KEPT,
    /** It carries a signature that is not whole: the package cannot be signed. */
    BROKEN
  }

  /** UC4206, of a broken one. */
  public Finding broken(String packageName) {
    String why =
        verdict.findings().isEmpty() ? "it cannot be judged" : verdict.findings().get(0).message();
    return Finding.error("UC4206", packageName, "the signature of " + name + " is broken: " + why)
        .because("Windows takes the files of a package only by a catalog whose signature is whole")
        .fixedBy("put the catalog in as its maker signed it, or one without a signature");
  }
}
