"""Sentences as contracts write them, by clause and state. Every sentence stands alone in a contract of its own."""

from __future__ import annotations

from makegood.rules.clauses.clause import State

P, W, R, M = State.PRESENT, State.WEAK, State.RED_FLAG, State.MISSING

EXAMPLES: dict[str, list[tuple[State, str]]] = {
    "ip_is_transferred": [
        (P, "Developer hereby irrevocably assigns to Client all right, title and interest in the Work Product."),
        (W, "All work product is a work made for hire under the Copyright Act."),
        (W, "The software shall be the sole and exclusive property of Client."),
        (R, "Developer agrees to assign to Client all rights in the deliverables."),
        (R, "Upon receipt of full payment, all rights in the software transfer to Client."),
        (R, "Until all invoices are paid in full, Developer owns the code."),
        (R, "Developer shall retain ownership of the source code and the software."),
        (M, "Neither party may assign this Agreement without the consent of the other."),
    ],
    "chain_of_title": [
        (P, "Contractor shall cause its personnel to sign agreements that assign all rights in the work product."),
        (W, "Contractor represents that it has the right to grant and assign the rights in the deliverables."),
        (R, "Subcontractors may retain ownership of the rights in code they write."),
        (M, "Contractor may not assign its rights or obligations; its employees wear badges."),
    ],
    "prior_materials_licensed": [
        (P, "Provider hereby grants Client a perpetual, irrevocable licence to use the Pre-Existing Materials."),
        (W, "Provider grants to Client a licence to use its background technology incorporated in the deliverables."),
        (R, "Vendor shall retain all rights in its pre-existing tools and libraries."),
        (R, "Vendor grants to Client a revocable, non-transferable license to the platform."),
    ],
    "open_source_agreed": [
        (P, "Developer shall not include open source software without Client's prior written consent."),
        (P, "Developer shall deliver a list of all open-source components and their licenses."),
        (W, "The deliverables contain open source components."),
        (R, "Developer may use open source software in the deliverables."),
    ],
    "no_reuse": [
        (P, "Contractor shall not use Confidential Information for any purpose other than performing the services."),
        (W, "Contractor will keep all confidential information secret."),
        (R, "Provider may use Customer Data without restriction to improve its products."),
        (R, "Developer may reuse any code it writes under this agreement for other clients."),
        (R, "Recipient may use residuals retained in the unaided memory of its personnel."),
    ],
    "ai_use_disclosed": [
        (P, "Developer must disclose which generative AI tools were used for each deliverable."),
        (W, "Developer has experience with artificial intelligence."),
        (R, "Developer may use generative AI tools in its work."),
        (M, "Developer shall maintain its aims and remain available."),
    ],
    "acceptance_is_written": [
        (P, "Client shall have 15 business days to test each deliverable against the acceptance criteria."),
        (P, "No deliverable shall be accepted unless Client accepts it in writing."),
        (W, "Payment is due upon approval of the deliverable."),
        (R, "Deliverables are deemed accepted if Client does not object within 5 days."),
        (R, "Use of the software in production constitutes acceptance."),
        (M, "By signing you are deemed to have accepted the terms of use of this website."),
    ],
    "retainage_is_held": [
        (P, "Client shall retain ten percent (10%) of each invoice until final acceptance."),
        (W, "Fees are payable upon completion of each milestone."),
        (R, "A deposit of 50% is due upon signing."),
        (R, "All fees are non-refundable."),
        (R, "Client shall pay a fee of $12,000 per month."),
    ],
    "spend_is_capped": [
        (P, "Total fees under this SOW shall not exceed $120,000."),
        (P, "Work is performed for a fixed fee."),
        (W, "The estimated cost of the project is $80,000."),
        (R, "All prices are estimates only and may vary."),
        (R, "Vendor may increase its rates upon 30 days notice."),
        (M, "In no event shall liability exceed the total fees paid."),
    ],
    "invoices_are_detailed": [
        (P, "Each invoice shall include the hours worked by each person and the tasks performed."),
        (P, "Client may audit Contractor's books and records relating to the fees."),
        (W, "Invoices shall be in reasonable detail."),
        (M, "Invoices are payable within thirty days."),
    ],
    "change_is_signed": [
        (P, "No change to the scope shall be effective unless made by a written change order signed by both parties."),
        (W, "Either party may submit a change request."),
        (R, "Any additional work will be billed at our then-current hourly rates."),
        (M, "Upon a change of control either party shall inform the other."),
    ],
    "warranty_covers": [
        (P, "Developer warrants that for ninety (90) days the software will conform to the specifications."),
        (P, "For a period of six months Developer will fix all bugs free of charge."),
        (W, "Services will be performed in a professional and workmanlike manner."),
        (R, 'The software is provided "as is" without warranty.'),
        (R, "The warranty is void if the code is modified by anyone other than Developer."),
        (R, "Client's sole remedy shall be re-performance of the services."),
        (M, "Invoices are paid as is customary in the trade."),
    ],
    "security_is_required": [
        (P, "The application must comply with OWASP ASVS level 2 and be free of high vulnerabilities."),
        (W, "Vendor shall maintain commercially reasonable security measures."),
        (M, "Contractor pays its own social security contributions."),
    ],
    "no_self_help": [
        (P, "Developer warrants that the software contains no back doors or disabling code."),
        (P, "Provider shall not suspend the services because of a dispute."),
        (W, "Deliverables will be free of viruses."),
        (R, "Provider may suspend all services if any invoice is past due."),
        (R, "Files will not be released until final payment is received."),
        (M, "Client may withhold payment of disputed amounts if work is late."),
    ],
    "accounts_are_yours": [
        (P, "All code shall be committed to a repository owned by Client."),
        (W, "On request Developer will hand over all passwords."),
        (R, "The website will be hosted on Developer's servers."),
        (M, "Payment goes to the bank account designated by Client."),
    ],
    "subcontractors_need_consent": [
        (P, "Contractor shall not subcontract any part of the services without Client's prior written consent."),
        (W, "Contractor may subcontract and remains responsible for its subcontractors."),
        (R, "Contractor may engage subcontractors and affiliates without the consent of Client."),
    ],
    "key_people_named": [
        (P, "Key personnel are listed in Exhibit A and may not be replaced without approval."),
        (W, "Client may request the replacement of any employee of Contractor."),
        (R, "Vendor may substitute personnel of similar skill."),
    ],
    "exit_for_convenience": [
        (P, "Client may terminate this Agreement for convenience upon 14 days' notice."),
        (W, "Either party may terminate this Agreement for any reason on ninety (90) days' prior written notice."),
        (R, "If Client cancels the project, a cancellation fee of 30% applies."),
        (R, "Client may not terminate this Agreement during the first year."),
        (M, "Either party may terminate this Agreement upon notice if the other is in breach."),
    ],
    "exit_for_cause": [
        (P, "Either party may terminate if the other materially breaches and fails to cure within 15 days of notice."),
        (W, "Either party may terminate for breach if not cured within forty-five (45) days of notice."),
        (R, "Client may terminate for breach only if Vendor fails to cure within ninety (90) days of notice."),
        (R, "Vendor may terminate this Agreement if Client fails to pay."),
    ],
    "transition_is_owed": [
        (P, "Upon termination Contractor shall provide transition assistance to Client or its new vendor for 60 days."),
        (W, "Upon termination Contractor shall deliver all work in progress."),
        (R, "After termination Contractor will deliver the work product only upon payment of all fees."),
    ],
    "source_is_reachable": [
        (P, "Developer shall deliver the complete source code with each milestone."),
        (P, "The source code shall be deposited in escrow."),
        (R, "Developer shall retain the source code."),
        (R, "The source code will be provided only upon final payment."),
        (M, "Client shall not reverse engineer or derive the source code."),
    ],
    "documents_are_owed": [
        (P, "Developer shall deliver user manuals and technical documentation."),
        (W, "The fee covers software and documentation."),
        (R, "Training materials are not included."),
        (M, "Invoices need supporting documentation and receipts for all expenses."),
    ],
    "indemnity_covers": [
        (P, "Contractor shall indemnify Client against claims that the work infringes any copyright or patent."),
        (W, "Contractor shall indemnify Client for bodily injury caused by its negligence."),
        (W, "Each party shall indemnify the other for its negligence."),
        (R, "Client shall indemnify and hold harmless Developer against all claims."),
    ],
    "liability_is_fair": [
        (P, "Except for indemnification and confidentiality, neither party's liability shall exceed the fees."),
        (W, "Developer's total liability shall not exceed the fees paid in the preceding twelve months."),
        (W, "Neither party is liable for indirect or consequential damages."),
        (R, "Vendor's liability is limited to the fees paid in the three months before the claim."),
        (R, "Developer shall have no liability whatsoever."),
    ],
    "insurance_is_held": [
        (P, "Contractor shall maintain professional liability (errors and omissions) insurance of $1,000,000."),
        (W, "Contractor is responsible for its own insurance."),
        (R, "Contractor shall carry commercial general liability insurance of $1,000,000 per occurrence."),
        (M, "Contractor is not entitled to health insurance or workers' compensation insurance from Client."),
    ],
    "data_is_protected": [
        (P, "Vendor shall notify Client within 72 hours of any breach of personal data."),
        (W, "Vendor shall protect personal data with care."),
    ],
    "baa_is_signed": [
        (P, "The parties shall sign a business associate agreement before any PHI is disclosed."),
        (W, "Vendor is familiar with HIPAA."),
        (R, "Vendor does not sign a business associate agreement."),
    ],
    "soc2_is_shown": [
        (P, "Vendor shall provide its SOC 2 Type II report annually."),
        (W, "Vendor aims at SOC 2."),
        (R, "The application runs on SOC 2 compliant hosting."),
    ],
    "privacy_terms_fit": [
        (P, "Vendor is a service provider under the California Consumer Privacy Act and shall not sell data."),
        (W, "Vendor shall comply with all applicable privacy laws."),
    ],
    "disputes_keep_work_going": [
        (P, "Client may withhold disputed amounts in good faith and shall pay the undisputed portion of the invoice."),
        (P, "Contractor shall continue performance during any dispute."),
        (W, "Disputes are settled by binding arbitration."),
        (R, "If any payment is late, all remaining fees become immediately due."),
    ],
    "delay_has_remedy": [
        (P, "For each week of delay the price is reduced by two percent as liquidated damages."),
        (W, "Developer will work in accordance with the project schedule."),
        (R, "All delivery dates are estimates and not binding."),
        (M, "Late payments incur a penalty of one percent per week."),
    ],
    "terms_are_complete": [
        (P, "This is the entire agreement. In case of conflict the SOW shall prevail."),
        (W, "This agreement is the entire agreement between the parties."),
        (R, "Developer may display the work in its portfolio."),
        (R, "Client shall not hire any employee of Developer for two (2) years."),
    ],
}  # fmt: skip
