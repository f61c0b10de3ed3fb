package dev.updatecenter.kernel.document;

/** Is told of each element of a document in turn, so that no tree of it need be kept. */
public interface XmlVisitor {
  /**
   * An element begins.
   *
   * @param element its name, attributes and place; without text and children, which are still to
   *     come
   * @param depth 0 for the root
   */
  void begin(XmlElement element, int depth);

  /**
   * The element that began last at this depth ends.
   *
   * @param depth 0 for the root
   */
  void end(int depth);
}
