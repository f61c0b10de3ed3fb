package dev.updatecenter.device;

import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.UpdateCenterException;
import java.util.List;

/** Why something signed or downloaded is not believed, with its facts. Ends a scan: exit 11. */
public sealed interface Refusal {
  /** The stable code. */
  String code();

  /** The package or document. */
  String subject();

  /** What is wrong, in one sentence. */
  String message();

  /** What stops the program. */
  default UpdateCenterException toError() {
    return UpdateCenterException.error(code(), ExitCode.UNTRUSTED, message())
        .where(subject())
        .why("an edge, a mirror or a key holder gave something that does not fit the rest")
        .fix("see: ducctl explain " + code() + "; tell whoever publishes for this product")
        .state("nothing of it was kept, and no list of packages was written")
        .build();
  }

  /** The offer names a package that no trusted role lists. */
  record NotListed(String subject) implements Refusal {
    @Override
    public String code() {
      return "UC7102";
    }

    @Override
    public String message() {
      return "the offer names a package that the signed metadata does not list";
    }
  }

  /**
   * An entry of the offer says otherwise than the signed metadata.
   *
   * @param field which of its fields
   */
  record EntryDiffers(String subject, String field, String offered, String listed)
      implements Refusal {
    @Override
    public String code() {
      return "UC7103";
    }

    @Override
    public String message() {
      return "the offer says " + field + " " + offered + ", the package's metadata " + listed;
    }
  }

  /** A package of a kind that must be signed names nobody who signed it, or names no digests. */
  record NoSigners(String subject, String kind) implements Refusal {
    @Override
    public String code() {
      return "UC7104";
    }

    @Override
    public String message() {
      return "a package of kind " + kind + " needs signers, and its metadata names none";
    }
  }

  /**
   * The Authenticode signature is not whole, trusted and as the policy wants it.
   *
   * @param findings what is wrong with it, a line each
   */
  record BadSignature(String subject, String verdict, List<String> findings) implements Refusal {
    /** Copies. */
    public BadSignature {
      findings = List.copyOf(findings);
    }

    @Override
    public String code() {
      return "UC7105";
    }

    @Override
    public String message() {
      return "the package's signature is " + verdict + ": " + String.join("; ", findings);
    }
  }

  /** A good signature, by another than the metadata names. */
  record OtherSigner(String subject, ContentDigest signer, List<ContentDigest> expected)
      implements Refusal {
    /** Copies. */
    public OtherSigner {
      expected = List.copyOf(expected);
    }

    @Override
    public String code() {
      return "UC7106";
    }

    @Override
    public String message() {
      return "the package is signed by certificate " + signer + ", its metadata names " + expected;
    }
  }

  /**
   * Content is not what the signed metadata says.
   *
   * @param length in bytes, as signed
   * @param sha256 as signed
   * @param found what came instead, in words
   */
  record OtherContent(String subject, long length, ContentDigest sha256, String found)
      implements Refusal {
    @Override
    public String code() {
      return "UC7107";
    }

    @Override
    public String message() {
      return "expected " + length + " bytes with SHA-256 " + sha256 + ", got " + found;
    }
  }

  /** A signed document that cannot be used. */
  record UnusableDocument(String subject, String fault) implements Refusal {
    @Override
    public String code() {
      return "UC7108";
    }

    @Override
    public String message() {
      return "a signed document cannot be used: " + fault;
    }
  }
}
