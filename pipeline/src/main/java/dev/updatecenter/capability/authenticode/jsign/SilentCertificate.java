package dev.updatecenter.capability.authenticode.jsign;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.Principal;
import java.security.PublicKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.util.Date;
import java.util.Set;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;

/**
 * A certificate that does not tell where its issuer's lies. jsign fetches that address for each
 * chain that does not end with a root, and nothing that a certificate names may ever be fetched.
 * The encoding, which is what gets embedded, is the certificate's own.
 */
final class SilentCertificate extends X509Certificate {
  private static final long serialVersionUID = 1L;

  /** RFC 5280 4.2.2.1: id-pe-authorityInfoAccess. */
  private static final String AUTHORITY_INFORMATION = "1.3.6.1.5.5.7.1.1";

  private final X509Certificate whole;

  SilentCertificate(X509Certificate whole) {
    this.whole = whole;
  }

  @Override
  public byte @Nullable [] getExtensionValue(String oid) {
    return oid.equals(AUTHORITY_INFORMATION) ? null : whole.getExtensionValue(oid);
  }

  @Override
  public byte[] getEncoded() throws CertificateEncodingException {
    return whole.getEncoded();
  }

  @Override
  public void checkValidity() throws CertificateExpiredException, CertificateNotYetValidException {
    whole.checkValidity();
  }

  @Override
  public void checkValidity(Date date)
      throws CertificateExpiredException, CertificateNotYetValidException {
    whole.checkValidity(date);
  }

  @Override
  public int getVersion() {
    return whole.getVersion();
  }

  @Override
  public BigInteger getSerialNumber() {
    return whole.getSerialNumber();
  }

  @Override
  @SuppressWarnings("deprecation") // jsign asks for it.
  public Principal getIssuerDN() {
    return whole.getIssuerDN();
  }

  @Override
  @SuppressWarnings("deprecation") // jsign asks for it.
  public Principal getSubjectDN() {
    return whole.getSubjectDN();
  }

  @Override
  public X500Principal getIssuerX500Principal() {
    return whole.getIssuerX500Principal();
  }

  @Override
  public X500Principal getSubjectX500Principal() {
    return whole.getSubjectX500Principal();
  }

  @Override
  public Date getNotBefore() {
    return whole.getNotBefore();
  }

  @Override
  public Date getNotAfter() {
    return whole.getNotAfter();
  }

  @Override
  public byte[] getTBSCertificate() throws CertificateEncodingException {
    return whole.getTBSCertificate();
  }

  @Override
  public byte[] getSignature() {
    return whole.getSignature();
  }

  @Override
  public String getSigAlgName() {
    return whole.getSigAlgName();
  }

  @Override
  public String getSigAlgOID() {
    return whole.getSigAlgOID();
  }

  @Override
  public byte @Nullable [] getSigAlgParams() {
    return whole.getSigAlgParams();
  }

  @Override
  public boolean @Nullable [] getIssuerUniqueID() {
    return whole.getIssuerUniqueID();
  }

  @Override
  public boolean @Nullable [] getSubjectUniqueID() {
    return whole.getSubjectUniqueID();
  }

  @Override
  public boolean @Nullable [] getKeyUsage() {
    return whole.getKeyUsage();
  }

  @Override
  public int getBasicConstraints() {
    return whole.getBasicConstraints();
  }

  @Override
  public @Nullable Set<String> getCriticalExtensionOIDs() {
    return whole.getCriticalExtensionOIDs();
  }

  @Override
  public @Nullable Set<String> getNonCriticalExtensionOIDs() {
    return whole.getNonCriticalExtensionOIDs();
  }

  @Override
  public boolean hasUnsupportedCriticalExtension() {
    return whole.hasUnsupportedCriticalExtension();
  }

  @Override
  public void verify(PublicKey key) throws CertificateException {
    try {
      whole.verify(key);
    } catch (CertificateException e) {
      throw e;
    } catch (GeneralSecurityException e) {
      throw new CertificateException(e);
    }
  }

  @Override
  public void verify(PublicKey key, String provider) throws CertificateException {
    verify(key);
  }

  @Override
  public PublicKey getPublicKey() {
    return whole.getPublicKey();
  }

  @Override
  public String toString() {
    return whole.toString();
  }
}
