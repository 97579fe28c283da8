# Words of the desk, Khmer: failures. Origin: the project. Licence: MIT OR Apache-2.0.
failure-stranger = ទំព័រនេះបិទ។
hint-failure-stranger = តំណនីមួយៗបើកតុការងារបានតែម្តង។ សម្រាប់តំណថ្មី សូមចុច Enter នៅកន្លែងដែល `saksi serve` កំពុងដំណើរការ។
failure-forged = ទម្រង់នេះមិនបានមកពីតុការងារទេ។
hint-failure-forged = គ្មានអ្វីផ្លាស់ប្តូរទេ។ បើកទំព័រម្តងទៀត ហើយធ្វើឡើងវិញ។
failure-unfit = ទម្រង់មិនពេញលេញ។
hint-failure-unfit = គ្មានអ្វីផ្លាស់ប្តូរទេ។ ត្រឡប់ទៅវិញ ហើយបំពេញអ្វីដែលខ្វះ។
failure-missing = គ្មានទំព័របែបនេះទេ។
hint-failure-missing = ម៉ឺនុយខាងលើនាំទៅគ្រប់ទំព័រ។
failure-locked = សំណុំរឿងត្រូវបានចាក់សោ។
hint-failure-locked = សោត្រូវបានបំភ្លេច។ ដំណើរការ `saksi serve` ម្តងទៀត ហើយផ្តល់ឃ្លាសម្ងាត់របស់អ្នក។
failure-not-found = វាមិនមានក្នុងសំណុំរឿងទេ។
hint-failure-not-found = វាអាចត្រូវបានដកចេញ ឬអាសយដ្ឋានមិនពេញលេញ។
failure-refused = មិនបានធ្វើទេ។
hint-failure-refused = គ្មានអ្វីផ្លាស់ប្តូរទេ។
failure-broken = មានអ្វីមួយខុសប្រក្រតីក្នុងកម្មវិធី។
hint-failure-broken = អ្វីដែលបានបញ្ជាក់គឺមានសុវត្ថិភាព។ សូមរាយការណ៍អំពីអ្វីដែលអ្នកបានធ្វើ។
back-to-inbox = ទៅប្រអប់ឯកសារ
