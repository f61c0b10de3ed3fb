package dev.updatecenter.capability.authenticode.pkcs11;

/** Attributes of objects that are asked for (PKCS #11 2.40, 4). */
enum Attribute {
  CKA_CLASS(0x0),
  CKA_LABEL(0x3),
  CKA_VALUE(0x11),
  CKA_KEY_TYPE(0x100),
  CKA_ID(0x102),
  CKA_MODULUS(0x120),
  CKA_PUBLIC_EXPONENT(0x122),
  CKA_EC_PARAMS(0x180),
  CKA_EC_POINT(0x181),
  CKA_ALWAYS_AUTHENTICATE(0x202);

  static final long CKO_CERTIFICATE = 1;
  static final long CKO_PUBLIC_KEY = 2;
  static final long CKO_PRIVATE_KEY = 3;
  static final long CKK_RSA = 0;
  static final long CKK_EC = 3;

  /** Its class in the JDK's binding. */
  static final Class<?> TYPE = Wrapper.type("CK_ATTRIBUTE");

  private final long number;

  Attribute(long number) {
    this.number = number;
  }

  /** The attribute without a value, to be filled. */
  Object asked() {
    return made(new Class<?>[] {long.class}, number);
  }

  /** The attribute with a value: a Long or bytes. */
  Object with(Object value) {
    return made(new Class<?>[] {long.class, Object.class}, number, value);
  }

  private static Object made(Class<?>[] types, Object... arguments) {
    try {
      return Wrapper.instance("CK_ATTRIBUTE", types, arguments);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this Java's PKCS #11 binding has no attributes", e);
    }
  }
}
