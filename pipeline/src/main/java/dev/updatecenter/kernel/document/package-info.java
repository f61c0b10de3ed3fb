/**
 * Text documents with positions: YAML and JSON as one tree, XML, schema checks, canonical JSON.
 *
 * <p>In: bytes that nobody trusts; out: bounded trees whose every node knows its line. The only
 * home of Jackson, the YAML and JSON Schema libraries and StAX; decides nothing about content.
 */
@NullMarked
package dev.updatecenter.kernel.document;

import org.jspecify.annotations.NullMarked;
