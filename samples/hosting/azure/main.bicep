// A storage account and Front Door for Update Center: what is published lies in one container, read by the
// CDN alone; reports, audit and archive lie in another that the CDN cannot read.
//
//   az deployment group create --resource-group updates --template-file main.bicep \
//     --parameters account=contosoupdates publisherId=<object id of who publishes>
//
// This file was written from Azure's documentation and type definitions and has not been deployed by this
// project's tests, which have Azurite and no Azure. README.md beside it says what to look at first.
targetScope = 'resourceGroup'

@description('The storage account: 3 to 24 small letters and digits, unique in the world.')
@minLength(3)
@maxLength(24)
param account string

@description('The object id of the identity that publishes: a service principal, or the managed identity of the host of ducctl.')
param publisherId string

@description('The object id of the managed identity of the host that takes reports in; empty for none.')
param gatewayId string = ''

param location string = resourceGroup().location

@description('Zones and a second region (GZRS), zones (ZRS), or one place (LRS).')
@allowed([ 'Standard_GZRS', 'Standard_ZRS', 'Standard_LRS' ])
param redundancy string = 'Standard_GZRS'

@description('Days in which nobody, the publisher included, can change or delete a blob of the private part; 0 for none.')
@minValue(0)
@maxValue(146000)
param privateRetentionDays int = 0

// Built-in roles have the same ids in every cloud.
var reader = '2a2b9908-6ea1-4ae2-8e65-a410df84e7d1' // Storage Blob Data Reader
var contributor = 'ba92f5b4-2d11-453d-a403-e96b0029c9fe' // Storage Blob Data Contributor
var delegator = 'db58b8e5-c6ad-4a2a-8342-4190687cbf4a' // Storage Blob Delegator

// --- Store ----------------------------------------------------------------------------------------

resource storage 'Microsoft.Storage/storageAccounts@2023-05-01' = {
  name: account
  location: location
  kind: 'StorageV2'
  sku: { name: redundancy }
  properties: {
    accessTier: 'Hot'
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
    allowSharedKeyAccess: false // identities only: a key of the account would be a key to everything
    allowBlobPublicAccess: false // devices come through the CDN, which has an identity
    allowCrossTenantReplication: false
    defaultToOAuthAuthentication: true
  }
}

resource blobs 'Microsoft.Storage/storageAccounts/blobServices@2023-05-01' = {
  parent: storage
  name: 'default'
  properties: {
    // Only timestamp.json and the hints are ever written over; versions keep what they were.
    isVersioningEnabled: true
    deleteRetentionPolicy: { enabled: true, days: 30 }
    containerDeleteRetentionPolicy: { enabled: true, days: 30 }
  }
}

resource updates 'Microsoft.Storage/storageAccounts/blobServices/containers@2023-05-01' = {
  parent: blobs
  name: 'updates'
  properties: { publicAccess: 'None' }
}

resource hidden 'Microsoft.Storage/storageAccounts/blobServices/containers@2023-05-01' = {
  parent: blobs
  name: 'private'
  properties: { publicAccess: 'None' }
}

// Copies of the audit log prove something only where who writes them cannot change them (docs/audit.md).
// Unlocked, so that a mistake can be mended; `az storage container immutability-policy lock` makes it final.
// Never on `updates`: timestamp.json is written over, and old packages are deleted.
resource retention 'Microsoft.Storage/storageAccounts/blobServices/containers/immutabilityPolicies@2023-05-01' = if (privateRetentionDays > 0) {
  parent: hidden
  name: 'default'
  properties: {
    immutabilityPeriodSinceCreationInDays: privateRetentionDays
    allowProtectedAppendWrites: false
  }
}

// --- Who may do what --------------------------------------------------------------------------------

// The publisher: the blobs of these two containers, and nothing of the account.
resource publishes 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: updates
  name: guid(updates.id, publisherId, contributor)
  properties: {
    principalId: publisherId
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', contributor)
  }
}

resource keeps 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: hidden
  name: guid(hidden.id, publisherId, contributor)
  properties: {
    principalId: publisherId
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', contributor)
  }
}

// The CDN: reads what is published.
resource serves 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: updates
  name: guid(updates.id, profile.id, reader)
  properties: {
    principalId: profile.identity.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', reader)
  }
}

// The report gateway signs itself, for some hours, the right to create blobs in `private`: for that it needs
// the right to have such signatures, and to create. A role of one's own, for Contributor could read and delete.
resource createsReports 'Microsoft.Authorization/roleDefinitions@2022-04-01' = if (!empty(gatewayId)) {
  name: guid(resourceGroup().id, 'updatecenter-report-writer')
  properties: {
    roleName: 'Update Center report writer (${account})'
    type: 'CustomRole'
    assignableScopes: [ resourceGroup().id ]
    permissions: [
      { actions: [], dataActions: [ 'Microsoft.Storage/storageAccounts/blobServices/containers/blobs/add/action' ] }
    ]
  }
}

resource adds 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(gatewayId)) {
  scope: hidden
  name: guid(hidden.id, gatewayId, 'updatecenter-report-writer')
  properties: {
    principalId: gatewayId
    principalType: 'ServicePrincipal'
    roleDefinitionId: createsReports.id
  }
}

resource delegates 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(gatewayId)) {
  scope: storage
  name: guid(storage.id, gatewayId, delegator)
  properties: {
    principalId: gatewayId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', delegator)
  }
}

// --- CDN --------------------------------------------------------------------------------------------

resource profile 'Microsoft.Cdn/profiles@2025-06-01' = {
  name: '${account}-cdn'
  location: 'global'
  sku: { name: 'Standard_AzureFrontDoor' }
  identity: { type: 'SystemAssigned' }
  properties: { originResponseTimeoutSeconds: 60 }
}

resource endpoint 'Microsoft.Cdn/profiles/afdEndpoints@2025-06-01' = {
  parent: profile
  name: account
  location: 'global'
  properties: { enabledState: 'Enabled' }
}

resource origins 'Microsoft.Cdn/profiles/originGroups@2025-06-01' = {
  parent: profile
  name: 'store'
  properties: {
    authentication: { type: 'SystemAssignedIdentity', scope: 'https://storage.azure.com/.default' }
    // With one origin a probe decides nothing, but origin authentication asks for one by HTTPS.
    healthProbeSettings: { probePath: '/', probeProtocol: 'Https', probeRequestType: 'HEAD', probeIntervalInSeconds: 240 }
    loadBalancingSettings: { sampleSize: 4, successfulSamplesRequired: 3, additionalLatencyInMilliseconds: 50 }
  }
}

resource origin 'Microsoft.Cdn/profiles/originGroups/origins@2025-06-01' = {
  parent: origins
  name: 'blob'
  properties: {
    hostName: '${account}.blob.${environment().suffixes.storage}'
    originHostHeader: '${account}.blob.${environment().suffixes.storage}'
    httpsPort: 443
    enforceCertificateNameCheck: true
    enabledState: 'Enabled'
  }
}

resource rules 'Microsoft.Cdn/profiles/ruleSets@2025-06-01' = {
  parent: profile
  name: 'updatecenter'
}

// Order 0 has no condition and always applies. Blob Storage takes a bearer token from a named version of its
// protocol on; and what a client sends as x-ms-range would make it answer with a part where the whole was asked.
resource headers 'Microsoft.Cdn/profiles/ruleSets/rules@2025-06-01' = {
  parent: rules
  name: 'storageheaders'
  properties: {
    order: 0
    actions: [
      {
        name: 'ModifyRequestHeader'
        parameters: { typeName: 'DeliveryRuleHeaderActionParameters', headerAction: 'Overwrite', headerName: 'x-ms-version', value: '2023-11-03' }
      }
      {
        name: 'ModifyRequestHeader'
        parameters: { typeName: 'DeliveryRuleHeaderActionParameters', headerAction: 'Delete', headerName: 'x-ms-range' }
      }
    ]
  }
}

// Devices ask for two kinds of names before they exist: the next root, and a hint. An edge that kept the answer
// "none" would hide them when they come, and no rule here can look at an answer. So these are never kept.
resource unkept 'Microsoft.Cdn/profiles/ruleSets/rules@2025-06-01' = {
  parent: rules
  name: 'askedbeforetheyexist'
  dependsOn: [ headers ]
  properties: {
    order: 1
    conditions: [
      {
        name: 'UrlPath'
        parameters: {
          typeName: 'DeliveryRuleUrlPathMatchConditionParameters'
          operator: 'RegEx'
          matchValues: [ '^/?products/[^/]+/metadata/[0-9]+[.]root[.]json$', '^/?hardware/' ]
        }
      }
    ]
    actions: [
      {
        // Without a cacheConfiguration it turns caching off.
        name: 'RouteConfigurationOverride'
        parameters: {
          typeName: 'DeliveryRuleRouteConfigurationOverrideActionParameters'
          originGroupOverride: { originGroup: { id: origins.id }, forwardingProtocol: 'HttpsOnly' }
        }
      }
    ]
  }
}

resource route 'Microsoft.Cdn/profiles/afdEndpoints/routes@2025-06-01' = {
  parent: endpoint
  name: 'updates'
  dependsOn: [ origin, headers, unkept ] // a route wants its origin and its rules to be there
  properties: {
    originGroup: { id: origins.id }
    originPath: '/updates' // the container: `private` has no path here, and the identity no right
    patternsToMatch: [ '/*' ]
    supportedProtocols: [ 'Https' ]
    forwardingProtocol: 'HttpsOnly'
    httpsRedirect: 'Disabled'
    linkToDefaultDomain: 'Enabled'
    ruleSets: [ { id: rules.id } ]
    cacheConfiguration: {
      // No rule says how long: Cache-Control of the blob does. A query is part of the key, not ignored: an
      // ignored one is still sent to the store, and "?comp=metadata" would put an empty answer under the name.
      queryStringCachingBehavior: 'UseQueryString'
      compressionSettings: { isCompressionEnabled: false }
    }
  }
}

output store string = 'azblob://${account}/updates'
output reports string = 'azblob://${account}/private'
output publicUrl string = 'https://${endpoint.properties.hostName}'
