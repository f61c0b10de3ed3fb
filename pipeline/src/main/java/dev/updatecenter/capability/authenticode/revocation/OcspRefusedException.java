package dev.updatecenter.capability.authenticode.revocation;

/** An answer that must not be believed, or no answer at all. */
public final class OcspRefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final Reason reason;

  /** Says why. */
  public OcspRefusedException(Reason reason, String detail) {
    super(detail.isEmpty() ? reason.words() : reason.words() + ": " + detail);
    this.reason = reason;
  }

  /** Says why. */
  public OcspRefusedException(Reason reason) {
    this(reason, "");
  }

  /** The same refusal again, for another who asks. */
  public OcspRefusedException(OcspRefusedException first) {
    super(first.getMessage(), first);
    this.reason = first.reason();
  }

  /** Why. */
  public Reason reason() {
    return reason;
  }

  /** Why an answer is refused. */
  public enum Reason {
    /** The bytes are no basic OCSP response. */
    MALFORMED("it is no OCSP answer"),
    /** RFC 6960 4.2.1: tryLater, unauthorized and the like. */
    NO_ANSWER("the responder gave none"),
    /** RFC 6960 3.2, 1: the CertID is not the one that was asked for. */
    OTHER_CERTIFICATE("it is about another certificate"),
    /** RFC 6960 4.4.1. */
    OTHER_NONCE("it answers another question: its nonce is not the one that was sent"),
    /** RFC 6960 3.2, 3: neither the authority nor whom it let speak. */
    STRANGER("a stranger signed it"),
    /** RFC 6960 4.2.2.2: id-kp-OCSPSigning, and valid at the time. */
    NOT_DELEGATED("its signer's certificate was not issued for OCSP"),
    /** RFC 6960 3.2, 2. */
    FORGED("its signature does not verify"),
    /** RFC 6960 3.2, 5. */
    FUTURE("it is from the future"),
    /** RFC 6960 3.2, 6: an old answer told again. */
    OLD("it is too old");

    private final String words;

    Reason(String words) {
      this.words = words;
    }

    /** In words. */
    public String words() {
      return words;
    }
  }
}
