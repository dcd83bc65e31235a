const clinical = new Set([
  'AdverseEvent',
  'AllergyIntolerance',
  'BodyStructure',
  'CarePlan',
  'CareTeam',
  'ClinicalImpression',
  'Condition',
  'Device',
  'DeviceRequest',
  'DiagnosticReport',
  'DocumentReference',
  'FamilyMemberHistory',
  'Goal',
  'ImagingStudy',
  'Immunization',
  'Media',
  'Medication',
  'MedicationAdministration',
  'MedicationDispense',
  'MedicationRequest',
  'MedicationStatement',
  'NutritionOrder',
  'Observation',
  'Procedure',
  'QuestionnaireResponse',
  'RiskAssessment',
  'ServiceRequest',
  'Specimen',
  'SupplyDelivery',
])
const billing = new Set([
  'Account',
  'ChargeItem',
  'Claim',
  'ClaimResponse',
  'CoverageEligibilityResponse',
  'ExplanationOfBenefit',
  'Invoice',
])

/** Why a resource of a type that nobody here reads is left. */
export function leftReason(type: string): string {
  if (clinical.has(type)) return 'clinical: belongs into the health record, not to the front desk'
  if (billing.has(type)) return 'billing of another system; a coverage inside it is kept'
  return 'nothing here uses it yet'
}
