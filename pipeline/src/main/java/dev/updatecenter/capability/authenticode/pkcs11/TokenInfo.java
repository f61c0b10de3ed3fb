package dev.updatecenter.capability.authenticode.pkcs11;

/**
 * What a token says of itself: CK_TOKEN_INFO (PKCS #11 2.40, 3.2).
 *
 * @param slot the slot that it is in
 * @param flags as the token has them now
 */
record TokenInfo(
    long slot, String label, String manufacturer, String model, String serial, long flags) {
  // PKCS #11 2.40, 3.2, table 6.
  private static final long CKF_LOGIN_REQUIRED = 0x4;
  private static final long CKF_USER_PIN_INITIALIZED = 0x8;
  private static final long CKF_PROTECTED_AUTHENTICATION_PATH = 0x100;
  private static final long CKF_USER_PIN_COUNT_LOW = 0x10000;
  private static final long CKF_USER_PIN_FINAL_TRY = 0x20000;
  private static final long CKF_USER_PIN_LOCKED = 0x40000;

  boolean loginRequired() {
    return has(CKF_LOGIN_REQUIRED);
  }

  boolean pinInitialized() {
    return has(CKF_USER_PIN_INITIALIZED);
  }

  /** The PIN is typed at the token itself. */
  boolean pinPad() {
    return has(CKF_PROTECTED_AUTHENTICATION_PATH);
  }

  /** At least one wrong PIN was given since the last right one. */
  boolean triesLow() {
    return has(CKF_USER_PIN_COUNT_LOW);
  }

  boolean finalTry() {
    return has(CKF_USER_PIN_FINAL_TRY);
  }

  boolean locked() {
    return has(CKF_USER_PIN_LOCKED);
  }

  private boolean has(long flag) {
    return (flags & flag) != 0;
  }

  /** How a person tells it from others. */
  String shown() {
    return "'" + label + "' (serial " + serial + ", slot " + slot + ", " + model + ")";
  }
}
