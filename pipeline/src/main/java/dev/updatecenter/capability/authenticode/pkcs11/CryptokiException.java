package dev.updatecenter.capability.authenticode.pkcs11;

/** What a module answered instead of CKR_OK (PKCS #11 2.40, 5.1). */
final class CryptokiException extends Exception {
  static final long CKR_DEVICE_ERROR = 0x30;
  static final long CKR_DEVICE_REMOVED = 0x32;
  static final long CKR_PIN_INCORRECT = 0xA0;
  static final long CKR_PIN_INVALID = 0xA1;
  static final long CKR_PIN_LEN_RANGE = 0xA2;
  static final long CKR_PIN_EXPIRED = 0xA3;
  static final long CKR_PIN_LOCKED = 0xA4;
  static final long CKR_SESSION_HANDLE_INVALID = 0xB3;
  static final long CKR_TOKEN_NOT_PRESENT = 0xE0;

  private final long code;

  /**
   * Says what was answered.
   *
   * @param name the code's name, such as CKR_PIN_INCORRECT
   */
  CryptokiException(long code, String name) {
    super(name);
    this.code = code;
  }

  long code() {
    return code;
  }
}
