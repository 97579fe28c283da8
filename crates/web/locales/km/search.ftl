# Words of the desk, Khmer: search. Origin: the project. Licence: MIT OR Apache-2.0.
search-title = ស្វែងរក
search-words = ពាក្យ
search-help = ពាក្យទាំងអស់ត្រូវមានក្នុងឯកសារ។ ដាក់ឃ្លាក្នុងសញ្ញាសម្រង់ បញ្ចប់ពាក្យដោយ * សម្រាប់ការចាប់ផ្តើមពាក្យ។
search-person = តែឈ្មោះមនុស្សប៉ុណ្ណោះ
search-purpose = ដើម្បីអ្វី (ត្រូវបានកត់ត្រាពេលជួបមនុស្សតាមឈ្មោះ)
search = ស្វែងរក
search-recorded = ការស្វែងរកនេះបានជួបមនុស្សតាមឈ្មោះ ហើយត្រូវបានកត់ត្រាក្នុងកំណត់ហេតុ។
search-none = រកមិនឃើញអ្វីទេ។
search-none-hint = សាកល្បងពាក្យតិចជាងនេះ ឬដើមពាក្យជាមួយ *។
people = មនុស្ស
documents = ឯកសារ
