package dev.updatecenter.stage.flighting.subscription;

/**
 * What the owner of a subscription says of it, in the words of the IoT Core Services resource.
 *
 * @param quantity how many devices it is for, {@value #LEAST} to {@value #MOST}
 * @param billingDomain whose account pays
 * @param adminDomain whose accounts administer the product's devices
 * @param notes for people; one line of at most {@value #MOST_OF_NOTES} characters, may be empty
 */
public record SubscriptionTerms(
    int quantity, DomainName billingDomain, DomainName adminDomain, String notes) {
  /** The smallest quantity that is sold (IoT Core Services resource, Quantity). */
  public static final int LEAST = 10;

  /** The largest of one resource; for more devices there are more resources. */
  public static final int MOST = 500_000;

  /** How long notes may be. */
  public static final int MOST_OF_NOTES = 1000;

  /** Refuses what no subscription can say. */
  public SubscriptionTerms {
    if (!isQuantity(quantity) || !isNotes(notes)) {
      throw new IllegalArgumentException("no terms of a subscription: " + quantity + ", " + notes);
    }
  }

  /** Whether a subscription may be for so many devices. */
  public static boolean isQuantity(int quantity) {
    return quantity >= LEAST && quantity <= MOST;
  }

  /** Whether a text may stand as notes: no control character, no end of a line. */
  public static boolean isNotes(String notes) {
    return notes.length() <= MOST_OF_NOTES && notes.codePoints().noneMatch(SubscriptionTerms::ends);
  }

  private static boolean ends(int c) {
    int type = Character.getType(c);
    return type == Character.CONTROL
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR
        || type == Character.SURROGATE;
  }
}
